import type { PlanWindow } from '@yagura/contract';

export const dayMs = 86_400_000;

/** Midnight UTC of the Monday on or before. 1970 began with a Thursday. */
export function weekOf(at: number): number {
  const day = Math.floor(at / dayMs);
  return (day - ((day + 3) % 7)) * dayMs;
}

/** Days of the week that holds an instant. */
export function weekDays(at: number): number[] {
  return daysFrom(weekOf(at), 7);
}

/** Whole weeks from the Monday on or before the first of its month to the Sunday on or after the last. */
export function monthDays(at: number): number[] {
  const first = monthOf(at, 0);
  const from = weekOf(first);
  return daysFrom(from, Math.ceil((monthOf(at, 1) - from) / (7 * dayMs)) * 7);
}

/** The first instant of its month, or of one so many months later. */
export function monthOf(at: number, later: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
}

function daysFrom(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index * dayMs);
}

export interface Spanning {
  readonly key: string;
  readonly windows: readonly PlanWindow[];
}

/** The part of a window that lies on one day, as parts of that day, and its place beside those that overlap it. */
export interface Piece<Item> {
  readonly item: Item;
  readonly from: number;
  readonly until: number;
  readonly top: number;
  readonly height: number;
  readonly lane: number;
  readonly lanes: number;
}

const leastMs = 30 * 60_000; // what is shorter could not be read

/** What lies on a day, in the order of its time; those that overlap stand side by side. */
export function piecesOn<Item extends Spanning>(day: number, items: readonly Item[]): Piece<Item>[] {
  const parts = items
    .flatMap((item) =>
      item.windows
        .filter(({ from, until }) => from < day + dayMs && until > day)
        .map(({ from, until }) => ({ item, from: Math.max(from, day), until: Math.min(until, day + dayMs) })),
    )
    .toSorted((a, b) => a.from - b.from || b.until - a.until || (a.item.key < b.item.key ? -1 : 1));
  return clusters(parts).flatMap((cluster) => {
    const ends: number[] = [];
    const placed = cluster.map((part) => {
      const free = ends.findIndex((end) => end <= part.from);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = shownEnd(part);
      return { ...part, lane };
    });
    return placed.map((part) => ({
      ...part,
      top: Math.min(1 - leastMs / dayMs, (part.from - day) / dayMs),
      height: (shownEnd(part) - part.from) / dayMs,
      lanes: ends.length,
    }));
  });
}

function shownEnd({ from, until }: PlanWindow): number {
  return Math.max(until, from + leastMs);
}

/** Parts that overlap, directly or through others. */
function clusters<Part extends PlanWindow>(parts: readonly Part[]): Part[][] {
  const found: Part[][] = [];
  let end = -Infinity;
  for (const part of parts) {
    const last = found.at(-1);
    if (last && part.from < end) last.push(part);
    else found.push([part]);
    end = Math.max(end, shownEnd(part));
  }
  return found;
}

/** The same weekday of another week, or the first of another month. */
export function stepFrom(at: number, view: 'week' | 'month', by: 1 | -1): number {
  return view === 'week' ? at + by * 7 * dayMs : monthOf(at, by);
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `March 2026`, or `2 – 8 March 2026`. */
export function periodText(at: number, view: 'week' | 'month'): string {
  const nameOf = (date: Date) => `${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  if (view === 'month') return nameOf(new Date(at));
  const [from, to] = [new Date(weekOf(at)), new Date(weekOf(at) + 6 * dayMs)];
  const begins = from.getUTCMonth() === to.getUTCMonth() ? '' : ` ${monthNames[from.getUTCMonth()]}`;
  return `${from.getUTCDate()}${begins} – ${to.getUTCDate()} ${nameOf(to)}`;
}
