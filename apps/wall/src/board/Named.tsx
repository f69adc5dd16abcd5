import type { Status } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { placeOf, withVariables } from '../app/style.ts';
import { clockOfDesk, useDesk } from '../app/wall.ts';
import { ageText } from './age.ts';
import { fitLetters } from './fit-letters.ts';
import { namedCapacity, planNamed, twoLineHeight } from './named-plan.ts';
import type { Rect } from './rect.ts';
import { RollUp } from './RollUp.tsx';
import { Shape } from './Shape.tsx';
import { Mark } from './Marks.tsx';
import { ShortId } from './ShortId.tsx';
import { belongingOf, marksOf, markWord } from './tile-marks.ts';
import { briefText, namedMembers, stateText, together, type Ranked, type Together } from './tile-view.ts';

interface NamedProps {
  readonly members: readonly number[];
  readonly names: ReadonlyMap<number, string>;
  readonly room: Rect;
  readonly unit: number;
}

/** The abnormal members of one cell in letters that carry across the room, inside the room kept for them. */
export const Named = memo(function Named({ members, names, room, unit }: NamedProps) {
  const capacity = namedCapacity(room, unit);
  const ids = useDesk(useShallow((state) => namedMembers(members, state.told, capacity).map(({ index }) => index)));
  if (ids.length === 0) return <Quiet members={members} room={room} />;
  const plan = planNamed(room, ids.length, unit);
  const rest = ids.slice(plan.single);
  return (
    <>
      {ids.slice(0, plan.single).map((index, place) => {
        const rect = plan.bars[place];
        return rect && <One key={index} index={index} rect={rect} unit={unit} />;
      })}
      {rest.length > 0 && plan.bars.at(-1) && (
        <Many indexes={rest} names={names} rect={plan.bars.at(-1) ?? room} unit={unit} />
      )}
    </>
  );
});

/** Nothing to name: how many are well, in letters that can still be read from afar. */
function Quiet({ members, room }: Pick<NamedProps, 'members' | 'room'>) {
  if (members.length === 0) return null;
  return (
    <div className="quiet" style={placeOf(room)}>
      <RollUp members={members} />
    </div>
  );
}

interface BarProps {
  readonly rect: Rect;
  readonly unit: number;
}

/** In units: what shape and paddings take, and the letters that must carry and may. */
const beside = 64;
const tallLetters = { least: 24, most: 38 } as const;
const flatLetters = { least: 17, most: 29 } as const;

function barStyle({ rect, unit }: BarProps, letters: number) {
  const { least, most } = isTall({ rect, unit }) ? tallLetters : flatLetters;
  const size = fitLetters(letters, rect.width / unit - beside, least, most);
  return withVariables({ '--bar': `${rect.height / unit}`, '--name': `${size}` }, placeOf(rect));
}

function isTall({ rect, unit }: BarProps): boolean {
  return rect.height / unit >= twoLineHeight;
}

function One({ index, rect, unit }: BarProps & { index: number }) {
  const component = useDesk((state) => state.board?.layout.components[index]);
  const status = useDesk((state) => state.told[index]);
  const takenBy = useDesk(({ board, told }) => {
    const [mine, id] = [told[index], board?.layout.components[index]?.id];
    return board && mine && id !== undefined ? belongingOf(board, id, mine.flags).takenBy : null;
  });
  const isDeskSimulated = useDesk(({ board }) => board?.layout.desk.simulated ?? false);
  if (!component || !status) return null;
  const tall = isTall({ rect, unit });
  const words = marksOf(status, isDeskSimulated).map((mark) => ({
    mark,
    word: markWord(mark, { status, takenBy, tall }),
  }));
  const lettersOfWords = words.reduce((sum, { word }) => sum + word.length + lettersOfSign, 0);
  const letters = component.id.length + (tall ? 0 : lettersOfState + lettersOfWords);
  return (
    <div
      className={`bar ${status.health}${tall ? ' tall' : ''}`}
      style={barStyle({ rect, unit }, letters)}
      data-named={component.id}
    >
      <Shape health={status.health} />
      <b className="value">
        <ShortId id={component.id} />
      </b>
      <div className="state">
        <State index={index} />
        {words.map(({ mark, word }) => (
          <em key={mark} className={`value ${mark}`}>
            <Mark mark={mark} /> {word}
          </em>
        ))}
        {tall && <Brief index={index} />}
      </div>
    </div>
  );
}

/** Instants in it are told by the desk's clock. */
function Brief({ index }: { index: number }) {
  const text = useDesk((state) => {
    const status = state.told[index];
    return status ? briefText(status, clockOfDesk(state)) : '';
  });
  return <small className="value">{text}</small>;
}

function State({ index }: { index: number }) {
  const text = useDesk((state) => {
    const status = state.told[index];
    return status ? stateText(status, state.toldSecond) : '';
  });
  return <i className="value">{text}</i>;
}

function Many({ indexes, names, rect, unit }: BarProps & Pick<NamedProps, 'names'> & { indexes: readonly number[] }) {
  const statuses = useDesk(useShallow((state) => indexes.map((index) => state.told[index])));
  const story = together(ranked(indexes, statuses), (index) => names.get(index) ?? '');
  if (!story) return null;
  const tall = isTall({ rect, unit });
  const letters = lettersOf(story) + (tall ? 0 : story.names.join(', ').length * 0.7);
  return (
    <div className={`bar many ${story.worst}${tall ? ' tall' : ''}`} style={barStyle({ rect, unit }, letters)}>
      <Shape health={story.worst} />
      <b className="value">
        {story.counts.map(({ health, count }, place) => (
          <span key={health}>
            {place > 0 && <Shape health={health} />}
            {place > 0 ? count : `${count} ${healthWords[health]}`}
          </span>
        ))}
      </b>
      <Since since={story.since} />
      <strong className="value">
        <span>{story.names.join(', ')}</span>
        {story.more > 0 && <span>+ {story.more}</span>}
      </strong>
    </div>
  );
}

/** Capitals are wider than the letters that are reckoned with. */
const capitals = 1.2;

/** " DEGRADED 22 min", set a little smaller than the name. */
const lettersOfState = 15;
const lettersOfSign = 2;

/** "16 DEGRADED", the other states as shape and number, and an age. */
function lettersOf({ counts }: Together): number {
  const [first, ...others] = counts;
  const word = first ? `${first.count} ${healthWords[first.health]}`.length * capitals : 0;
  return word + others.reduce((sum, { count }) => sum + 2.5 + String(count).length, 0) + 6;
}

function Since({ since }: { since: number }) {
  const text = useDesk((state) => ageText(state.toldSecond - since / 1000));
  return <i className="value">{text}</i>;
}

function ranked(indexes: readonly number[], statuses: readonly (Status | undefined)[]): Ranked[] {
  return indexes.flatMap((index, place) => {
    const status = statuses[place];
    return status ? [{ index, status }] : [];
  });
}
