import type { BoardComponent, Status } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import { memo } from 'react';
import { placeOf, withVariables } from '../app/style.ts';
import { inPhase } from '../app/in-phase.ts';
import { clockOfDesk, useDesk } from '../app/wall.ts';
import { useExplain } from '../explain/context.ts';
import { ageText } from './age.ts';
import { fitLetters } from './fit-letters.ts';
import { figureText } from './figure.ts';
import type { Rect } from './rect.ts';
import { Shape } from './Shape.tsx';
import { Marks } from './Marks.tsx';
import { ShortId } from './ShortId.tsx';
import { closedText, flagText, isAbnormal, spokenTile, stateText } from './tile-view.ts';
import { belongingOf, flapsText, marksOnTile } from './tile-marks.ts';
import type { TileDetail } from './tile-size.ts';

/** In units: from here on a tile has room for its state as a word and its age. */
const wideTile = 112;
/** In units: border and padding. */
const besideName = 8;
const largestText = 28;
const textShare = 0.365;
/** Of its height. */
const widthOfLetter = 0.64;

interface TileProps {
  readonly component: BoardComponent;
  readonly name: string;
  readonly index: number;
  readonly rect: Rect;
  readonly detail: TileDetail;
  readonly unit: number;
}

/** One component at its fixed place. Subscribed to itself alone. */
export const Tile = memo(function Tile({ component, name, index, rect, detail, unit }: TileProps) {
  const wide = rect.width >= wideTile * unit;
  const text = Math.min(largestText, (rect.height / unit) * textShare);
  const status = useDesk((state) => state.shown[index]);
  const isDeskSimulated = useDesk(({ board }) => board?.layout.desk.simulated ?? false);
  const marks = status ? marksOnTile(status, isDeskSimulated, wide) : [];
  const room = rect.width / unit - besideName - marks.length * text;
  const label = useDesk((state) => {
    const mine = state.shown[index];
    const belonging = mine && state.board ? belongingOf(state.board, component.id, mine.flags) : undefined;
    return mine ? spokenTile(component, mine, state.toldSecond, belonging) : component.name;
  });
  const mark = useDesk((state) => state.marks.get(component.id));
  const explained = useExplain((state) => state.open === component.id);
  const blinks = useDesk((state) => state.blinking.has(component.id));
  if (!status) return null;
  const { health } = status;
  const under = health === 'planned' && status.condition !== 'ok' ? status.condition : null;
  return (
    <div
      className={`tile ${health} ${detail}${marks.map((each) => ` ${each}`).join('')}${mark ? (mark.whileBlind ? ' changed unseen' : ' changed') : ''}${explained ? ' explained' : ''}`}
      style={withVariables(
        { '--text': `${text}`, '--name': `${fitLetters(name.length, room, 11, text)}` },
        placeOf(rect),
      )}
      role="button"
      tabIndex={-1}
      aria-label={label}
      data-component={component.id}
      data-health={health}
    >
      {detail !== 'mark' && (
        <div className="face">
          <b>
            <ShortId id={name} />
            <Marks marks={marks} />
          </b>
          {health !== 'planned' && <Shape health={health} />}
          {detail === 'full' && (
            <Second component={component} index={index} wide={wide} letters={room / (text * widthOfLetter)} />
          )}
        </div>
      )}
      {under && <span className={`under ${under}`} />}
      {blinks && <span className="blink" ref={inPhase} />}
    </div>
  );
});

interface SecondProps extends Pick<TileProps, 'component' | 'index'> {
  readonly wide: boolean;
  /** How many have room. */
  readonly letters: number;
}

/** The tile's second line: while it is well its figure, otherwise its state and age. */
function Second({ component, index, wide, letters }: SecondProps) {
  const text = useDesk((state) => {
    const status = state.told[index];
    if (!status) return null;
    if (isAbnormal(status.health))
      return wide
        ? withWords(stateText(status, state.toldSecond), status, letters)
        : ageText(state.toldSecond - status.since / 1000);
    if (status.health === 'closed') return closedText(status, clockOfDesk(state), wide);
    if (status.health !== 'ok') return healthWords[status.health];
    return flagText(status) ?? figureText(component.figure, state.figures.values[index] ?? null, wide);
  });
  return <small className="value">{text}</small>;
}

/** The words beside the marks, each where both lines have room for all of it. */
function withWords(text: string, status: Status, letters: number): string {
  const words = [flapsText(status), ...(status.flags.includes('muted') ? ['muted'] : [])].filter((word) => word !== '');
  return words.reduce((all, word) => (`${all} ${word}`.length <= letters ? `${all} ${word}` : all), text);
}
