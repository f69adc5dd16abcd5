import type { Health, Status } from '@yagura/contract';
import { healthWords } from '@yagura/domain';
import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { placeOf, withVariables } from '../app/style.ts';
import { useDesk } from '../app/wall.ts';
import type { LeastLetters } from '../screen/least-letters.ts';
import { ageText } from './age.ts';
import { barWidth, fitFar, type FarText } from './far-bar.ts';
import { sayingsOf, shapeMark } from './far-sayings.ts';
import type { Rect } from './rect.ts';
import { Shape } from './Shape.tsx';
import { Marks } from './Marks.tsx';
import { marksOf } from './tile-marks.ts';
import { isAbnormal, rankedOf, stateText, together } from './tile-view.ts';

interface BarProps {
  readonly rect: Rect;
  readonly unit: number;
  readonly letters: LeastLetters;
  readonly names: ReadonlyMap<number, string>;
}

/** What is down or out of sight is critical; what is merely not as it should be must be read. */
export function leastFor(health: Health, { read, critical }: LeastLetters): number {
  return health === 'down' || health === 'no-sight' ? critical : read;
}

/** What a state can say, the most telling first; the word alone always has room. */
export function statesOf(status: Status, second: number): string[] {
  const word = healthWords[status.health];
  const full = isAbnormal(status.health) ? stateText(status, second) : word;
  return status.flags.includes('muted') ? [`${full} muted`, full, word] : [full, word];
}

/** Of the word: letters that must be read beside ones that are critical. */
const restIs = 0.8;

/** An age must be read, its state is critical. */
function wordAndRest(text: string): readonly [word: string, rest: string] {
  const word = Object.values(healthWords).find((each) => text.startsWith(each)) ?? text;
  return [word, text.slice(word.length).trim()];
}

function stateWidth(text: string): number {
  const [word, rest] = wordAndRest(text);
  return barWidth(word) + (rest === '' ? 0 : 0.4 + barWidth(rest) * restIs);
}

/** Of a letter: a sign and the space before it. */
const widthOfSign = 1.2;

/** One component by name, in letters that carry across the room. */
export function FarOne({ index, rect, unit, letters, names }: BarProps & { index: number }) {
  const id = useDesk((state) => state.board?.layout.components[index]?.id);
  const status = useDesk((state) => state.told[index]);
  const states = useDesk(
    useShallow((state) => (state.told[index] ? statesOf(state.told[index], state.toldSecond) : [])),
  );
  if (id === undefined || status === undefined) return null;
  const marks = marksOf(status, true).slice(0, 1);
  const text = fitFar(rect, leastFor(status.health, letters), {
    first: [id, names.get(index) ?? id],
    second: states,
    secondWidth: (said) => stateWidth(said) + marks.length * widthOfSign,
  });
  const [word, rest] = wordAndRest(text.second);
  return (
    <div className={barClass(status.health, text)} style={barStyle(rect, unit, text)} data-named={id}>
      <Shape health={status.health} />
      <b className="value">{text.first}</b>
      <i className="value">
        {word}
        {rest !== '' && <small>{rest}</small>}
        <Marks marks={marks} />
      </i>
    </div>
  );
}

/** All for whom no bar of their own is left: counts by state, and the worst by name. */
export function FarMany({ indexes, rect, unit, letters, names }: BarProps & { indexes: readonly number[] }) {
  const statuses = useDesk(useShallow((state) => indexes.map((index) => state.told[index])));
  const story = together(rankedOf(indexes, statuses), (index) => names.get(index) ?? '');
  const age = useDesk((state) => (story ? ageText(state.toldSecond - story.since / 1000) : ''));
  if (!story) return null;
  const least = leastFor(story.worst, letters);
  const text = fitFar(rect, least, sayingsOf(story, age, rect.width / least));
  const others = story.counts.slice(1).map(({ health }) => health);
  return (
    <div className={`${barClass(story.worst, text)} many`} style={barStyle(rect, unit, text)}>
      <Shape health={story.worst} />
      <b className="value">{withShapes(text.first, others)}</b>
      <strong className="value">{withShapes(text.second, others)}</strong>
    </div>
  );
}

/** Where the shape of a state stands in a text. */
function withShapes(text: string, healths: readonly Health[]): ReactNode[] {
  return text.split(shapeMark).flatMap((piece, at) => {
    const health = healths[at - 1];
    return health === undefined ? [piece] : [<Shape key={health} health={health} />, piece];
  });
}

function barClass(health: Health, { lines }: FarText): string {
  return `bar far ${health}${lines === 2 ? ' tall' : ''}`;
}

function barStyle(rect: Rect, unit: number, { firstSize, secondSize }: FarText) {
  return withVariables({ '--name': `${firstSize / unit}`, '--state': `${secondSize / unit}` }, placeOf(rect));
}
