import type { LeastLetters } from '../screen/least-letters.ts';
import type { Rect } from './rect.ts';
import { barLetters, farBar } from './tile-size.ts';

/** In units: the least height whose letters are read up close, the most that one name deserves, and the space between. */
const least = 32;
const most = 84;
const between = 4;
/** From this height on a bar has a second line, for reading up close. */
export const twoLineHeight = 56;
/** In units: from this width on two bars stand beside each other. */
const wide = 520;
/** In parts of the letters that must carry: higher than this no bar has to be. */
const mostFar = 4.4;

export interface NamedPlan {
  /** How many members have a bar of their own. */
  readonly single: number;
  /** How many are told together in the last bar. */
  readonly together: number;
  readonly bars: readonly Rect[];
}

interface Slots {
  readonly columns: number;
  readonly lines: number;
}

/** How many members can have a bar of their own. */
export function namedCapacity(room: Rect, unit: number, letters: LeastLetters | null = null): number {
  const { columns, lines } = slotsIn(room, unit, barLetters(room, unit, letters));
  return columns * lines;
}

/** How `count` abnormal members of a cell are named in its reserved room, worst first. Anchored at the bottom. */
export function planNamed(room: Rect, count: number, unit: number, letters: LeastLetters | null = null): NamedPlan {
  const fitted = barLetters(room, unit, letters);
  const slots = slotsIn(room, unit, fitted);
  const capacity = slots.columns * slots.lines;
  const cap = fitted ? fitted.critical * mostFar : most * unit;
  if (count <= capacity)
    return { single: count, together: 0, bars: barsIn(room, spread(slots, count), count, unit, cap) };
  // Where one bar has to count all others it gets the whole last line: three names need room.
  const single = slots.lines >= 2 && capacity >= 3 ? capacity - slots.columns : slots.columns >= 3 ? 1 : 0;
  const bars =
    single === 0 ? barsIn(room, { columns: 1, lines: 1 }, 1, unit, cap) : withMany(room, slots, single, unit, cap);
  return { single, together: count - single, bars };
}

function slotsIn(room: Rect, unit: number, letters: LeastLetters | null): Slots {
  if (letters === null) {
    return slotsOf(room, { width: wide * unit, height: least * unit }, unit);
  }
  const em = letters.critical;
  const two = slotsOf(room, { width: farBar.least * em, height: farBar.twoLines * em }, unit);
  const one = slotsOf(room, { width: farBar.wide * em, height: farBar.oneLine * em }, unit);
  if (room.width < farBar.wide * em) return two;
  if (room.height < farBar.twoLines * em) return one;
  return one.columns * one.lines > two.columns * two.lines ? one : two;
}

function slotsOf(room: Rect, slot: { width: number; height: number }, unit: number): Slots {
  const gap = between * unit;
  const fitting = (space: number, size: number) => Math.max(1, Math.floor((space + gap) / (size + gap)));
  return { columns: fitting(room.width, slot.width), lines: fitting(room.height, slot.height) };
}

/** Few are as large as they may be: first below each other, then beside. */
function spread({ columns, lines }: Slots, count: number): Slots {
  const beside = Math.min(columns, Math.max(1, count), Math.ceil(Math.max(1, count) / lines));
  return { columns: beside, lines: Math.ceil(Math.max(1, count) / beside) };
}

function barsIn(room: Rect, { columns, lines }: Slots, count: number, unit: number, cap: number): Rect[] {
  const gap = between * unit;
  const height = Math.max(0, Math.min(cap, (room.height - (lines - 1) * gap) / lines));
  const width = Math.max(0, (room.width - (columns - 1) * gap) / columns);
  const top = room.y + room.height - (lines * (height + gap) - gap);
  return Array.from({ length: count }, (_, place) => ({
    x: room.x + (place % columns) * (width + gap),
    y: top + Math.floor(place / columns) * (height + gap),
    width,
    height,
  }));
}

/** The single ones, and one that takes the rest of the last line. */
function withMany(room: Rect, slots: Slots, single: number, unit: number, cap: number): Rect[] {
  const all = barsIn(room, slots, slots.columns * slots.lines, unit, cap);
  const first = all[single];
  if (first === undefined) return all.slice(0, single);
  return [...all.slice(0, single), { ...first, width: room.x + room.width - first.x }];
}
