import { healthWords } from '@yagura/domain';
import { useShallow } from 'zustand/react/shallow';
import { placeOf, withVariables } from '../app/style.ts';
import { clockOfDesk, useDesk } from '../app/wall.ts';
import { ageText } from './age.ts';
import { fitLetters } from './fit-letters.ts';
import { Mark } from './Marks.tsx';
import { twoLineHeight } from './named-plan.ts';
import type { Rect } from './rect.ts';
import { Shape } from './Shape.tsx';
import { ShortId } from './ShortId.tsx';
import { belongingOf, marksOf, markWord } from './tile-marks.ts';
import { briefText, rankedOf, stateText, together, type Together } from './tile-view.ts';

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

/** One component by name, for eyes that are close: with its reason. */
export function NearOne({ index, rect, unit }: BarProps & { index: number }) {
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

interface ManyProps extends BarProps {
  readonly indexes: readonly number[];
  readonly names: ReadonlyMap<number, string>;
}

/** All for whom no bar of their own is left. */
export function NearMany({ indexes, names, rect, unit }: ManyProps) {
  const statuses = useDesk(useShallow((state) => indexes.map((index) => state.told[index])));
  const story = together(rankedOf(indexes, statuses), (index) => names.get(index) ?? '');
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
