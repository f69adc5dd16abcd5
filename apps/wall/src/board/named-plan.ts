import type { Rect } from './rect.ts';

/** In units: the least height whose letters carry five metres, the most that one name deserves, and the space between. */
const least = 32;
const most = 84;
const between = 4;
/** From this height on a bar has a second line, for reading up close. */
export const twoLineHeight = 56;

export interface NamedPlan {
  /** How many members have a bar of their own. */
  readonly single: number;
  /** How many are told together in the last bar. */
  readonly together: number;
  readonly bars: readonly Rect[];
}

/** In units: in less width than this a name and its state need two lines. */
const narrow = 340;

/** How many members can have a bar of their own. */
export function namedCapacity(room: Rect, unit: number): number {
  const gap = between * unit;
  const height = (room.width < narrow * unit ? twoLineHeight : least) * unit;
  return Math.max(1, Math.floor((room.height + gap) / (height + gap)));
}

/** How `count` abnormal members of a cell are named in its reserved room, worst first. Anchored at the bottom. */
export function planNamed(room: Rect, count: number, unit: number): NamedPlan {
  const gap = between * unit;
  const capacity = namedCapacity(room, unit);
  const fits = count <= capacity;
  // Two bars of which one says "and others" tell less than one that counts all.
  const single = fits ? count : capacity >= 3 ? capacity - 1 : 0;
  const bars = fits ? count : single + 1;
  const height = Math.max(0, Math.min(most * unit, (room.height - (bars - 1) * gap) / Math.max(1, bars)));
  const top = room.y + room.height - (bars * (height + gap) - gap);
  return {
    single,
    together: count - single,
    bars: Array.from({ length: bars }, (_, place) => ({
      x: room.x,
      y: top + place * (height + gap),
      width: room.width,
      height,
    })),
  };
}
