import type { Waiver } from '@yagura/contract';
import { createWaiverBook, keepWaiver, putWaiver, type WaiverBook } from './book.ts';

/** The book in plain JSON. */
export interface WaiverMemory {
  readonly waivers: readonly Waiver[];
  readonly passedAt: number;
  readonly nextNumber: number;
}

export function waiverMemory({ waivers, passedAt, nextNumber }: WaiverBook): WaiverMemory {
  return { waivers: [...waivers.values()], passedAt, nextNumber };
}

export function restoreWaivers({ waivers, passedAt, nextNumber }: WaiverMemory): WaiverBook {
  const book = createWaiverBook();
  for (const waiver of waivers) keepWaiver(book, waiver);
  return Object.assign(book, { passedAt, nextNumber });
}

/** A world that begins anew is told by Postgres what was muted and planned. */
export interface RememberedWaivers {
  readonly waivers: readonly Waiver[];
  readonly nextNumber: number;
}

export function rememberWaivers(book: WaiverBook, { waivers, nextNumber }: RememberedWaivers): void {
  book.nextNumber = Math.max(book.nextNumber, nextNumber);
  for (const waiver of waivers) if (!book.waivers.has(waiver.id)) putWaiver(book, waiver);
}
