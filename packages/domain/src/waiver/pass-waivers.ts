import type { Waiver } from '@yagura/contract';
import { earliest } from '../health/earliest.ts';
import { forgetWaiver, keepWaiver, stir, type WaiverBook } from './book.ts';
import { edgeAfter, isSettled } from './windows.ts';

/** So long what is over says since when its components are expected again. */
const rememberedMs = 3_600_000;

/** What time alone does: windows begin and end, what has none left is over, and later forgotten. */
export function passWaivers(book: WaiverBook, now: number): void {
  const next = nextWaiverInstant(book);
  const due = next !== null && next <= now;
  if (due)
    for (const waiver of book.waivers.values()) {
      const at = instantOf(waiver, book.passedAt);
      if (at !== null && at <= now) pass(book, waiver, now);
    }
  if (now <= book.passedAt) return;
  book.passedAt = now;
  if (due) book.nextAt = undefined;
}

function pass(book: WaiverBook, waiver: Waiver, now: number): void {
  if (waiver.ended !== null) return forgetWaiver(book, waiver);
  stir(book, waiver);
  const last = lastInstantOf(waiver);
  if (now < last) return;
  const how = isSettled(waiver) && waiver.windows.length > 0 ? 'over' : 'not-started';
  const over: Waiver = { ...waiver, ended: { at: last, by: null, how }, revision: waiver.revision + 1 };
  book.changed.set(over.id, over);
  // That its last window is over watch sees by itself.
  keepWaiver(book, over);
}

function lastInstantOf({ windows, ...waiver }: Waiver): number {
  const starts = waiver.kind === 'plan' && windows.length === 0 ? waiver.flexible?.latest : undefined;
  return starts ?? windows.at(-1)?.until ?? 0;
}

/** When time alone changes this one, after that instant. */
function instantOf(waiver: Waiver, after: number): number | null {
  if (waiver.ended !== null) return waiver.ended.at + rememberedMs;
  if (waiver.kind === 'mute' || waiver.windows.length > 0 || waiver.flexible === null)
    return edgeAfter(waiver.windows, after);
  const { earliest: first, latest } = waiver.flexible;
  return first > after ? first : latest > after ? latest : null;
}

/** The earliest instant at which time alone changes any of them. */
export function nextWaiverInstant(book: WaiverBook): number | null {
  if (book.nextAt !== undefined) return book.nextAt;
  let next: number | null = null;
  for (const waiver of book.waivers.values()) next = earliest(next, instantOf(waiver, book.passedAt));
  return (book.nextAt = next);
}
