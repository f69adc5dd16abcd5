import type { Size } from './rect.ts';
import { textWidth, withoutMiddle } from './text-width.ts';

/** As in board.css: a bar's letters stand a little closer than the face has them. */
export const barWidth = (text: string): number => textWidth(text, 0.018);

/** What a bar says in letters that carry, and how large. Sizes are in pixels. */
export interface FarText {
  readonly lines: 1 | 2;
  readonly first: string;
  readonly firstSize: number;
  readonly second: string;
  readonly secondSize: number;
}

/** What could be said, the most telling first. */
export interface Sayings {
  readonly first: readonly string[];
  readonly second: readonly string[];
  /** Beside the first on one line the second may be left out, before the first is cut. */
  readonly secondMayGo?: boolean;
  /** How wide the second is, where a part of it is smaller. */
  readonly secondWidth?: (text: string) => number;
}

/** In parts of the font size: the shape, the space behind it and the paddings; and between two texts on a line. */
export const side = 1.76;
const between = 0.5;
/** Of the height of the bar: what letters may take on one line, and as the first and the second of two. */
const shares = { only: 0.76, first: 0.5, second: 0.42 } as const;
const twoLinesFrom = 2.2;
/** A name is at most so much larger than its state. */
const mostOfState = 1.25;

/** The most telling words that fit without any letter smaller than `least`. */
export function fitFar(size: Size, least: number, sayings: Sayings): FarText {
  return size.height >= twoLinesFrom * least ? onTwoLines(size, least, sayings) : onOneLine(size, least, sayings);
}

function onTwoLines({ width, height }: Size, least: number, sayings: Sayings): FarText {
  const { first, second, secondWidth = barWidth } = sayings;
  const forName = width / least - side;
  const name = first.find((each) => barWidth(each) <= forName) ?? withoutMiddle(first.at(-1) ?? '', forName);
  // The shape is as large as the name: what it takes must leave room for the state.
  const beside = (state: string) => (width - least * secondWidth(state)) / side;
  const state = second.find((each) => beside(each) >= least) ?? withoutMiddle(second.at(-1) ?? '', forName);
  const balanced = (mostOfState * width) / (secondWidth(state) + mostOfState * side);
  const largest = Math.min(height * shares.first, width / (barWidth(name) + side), beside(state), balanced);
  const firstSize = Math.max(least, largest);
  const secondSize = Math.min(height * shares.second, (width - firstSize * side) / secondWidth(state));
  return { lines: 2, first: name, firstSize, second: state, secondSize: Math.max(least, secondSize) };
}

function onOneLine({ width, height }: Size, least: number, sayings: Sayings): FarText {
  const { first, secondWidth = barWidth } = sayings;
  const second = sayings.secondMayGo ? [...sayings.second, ''] : sayings.second;
  const room = width / least - side;
  const taken = (state: string) => (state === '' ? 0 : between + secondWidth(state));
  const both = second
    .flatMap((state) => first.map((name) => ({ name, state })))
    .find(({ name, state }) => barWidth(name) + taken(state) <= room);
  const state = both?.state ?? second.at(-1) ?? '';
  const name = both?.name ?? withoutMiddle(first.at(-1) ?? '', Math.max(1, room - taken(state)));
  const size = Math.max(least, Math.min(height * shares.only, width / (barWidth(name) + taken(state) + side)));
  return { lines: 1, first: name, firstSize: size, second: state, secondSize: size };
}
