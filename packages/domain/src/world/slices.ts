import type { Entry } from '@yagura/contract';

/** What is judged at one instant of a turn. */
export interface Slice {
  readonly entries: readonly Entry[];
  readonly now: number;
  /** What was due before this was due without these entries. */
  readonly begins: number;
}

/** About what lies between two turns when nothing holds the engine up. */
const sliceMs = 100;

/**
 * Cuts what came at once after an absence into what would have come piece by piece, so that an engine that was away judges as
 * one that never was: blindness, common causes and timers between two entries are seen at their instants.
 */
export function slicesOf(entries: readonly Entry[], from: number, now: number): Slice[] {
  const slices: { entries: Entry[]; now: number; begins: number }[] = [];
  for (const { entry, until } of inOrder(entries)) {
    const boundary = Math.min(now, from + Math.max(1, Math.ceil((until - from) / sliceMs)) * sliceMs);
    const open = slices.at(-1);
    if (open?.now === boundary) open.entries.push(entry);
    else slices.push({ entries: [entry], now: boundary, begins: Math.min(until, boundary) });
  }
  if (slices.at(-1)?.now !== now) slices.push({ entries: [], now, begins: now });
  return slices;
}

/** By how far they vouch, each collector's in its own order: which one was read first must not matter. */
function inOrder(entries: readonly Entry[]): readonly { entry: Entry; until: number }[] {
  if (entries.length < 2) return entries.map((entry) => ({ entry, until: entry.covers.until }));
  const reached = new Map<string, number>();
  const placed = entries.map((entry) => {
    const until = Math.max(entry.covers.until, reached.get(entry.collector) ?? 0);
    reached.set(entry.collector, until);
    return { entry, until };
  });
  return placed.toSorted(
    (a, b) =>
      a.until - b.until || (a.entry.collector < b.entry.collector ? -1 : a.entry.collector > b.entry.collector ? 1 : 0),
  );
}
