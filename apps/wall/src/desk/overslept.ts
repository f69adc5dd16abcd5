export const sleepAfterMs = 2000;
const agreedForMs = 60_000;

/** One reading of both clocks of the page. */
export interface Reading {
  readonly monotonic: number;
  readonly calendar: number;
}

/** Whether the page did not run between two readings, or its clocks disagree about how long that was. */
export function overslept(before: Reading, now: Reading, expectedMs: number): boolean {
  return now.monotonic - before.monotonic - expectedMs > sleepAfterMs || disagree(before, now);
}

/** A clock that creeps, or stands still while the page runs on, differs little from one reading to the next. */
export function disagree(since: Reading, now: Reading): boolean {
  const ran = now.monotonic - since.monotonic;
  const passed = now.calendar - since.calendar;
  return Math.abs(passed - ran) > sleepAfterMs;
}

/** From where on the two clocks are compared: a minute at most, in which no clock that is merely corrected gains 2 s. */
export function agreedSince(since: Reading, now: Reading): Reading {
  const isOld = now.monotonic - since.monotonic >= agreedForMs || now.calendar - since.calendar >= agreedForMs;
  return isOld || disagree(since, now) ? now : since;
}
