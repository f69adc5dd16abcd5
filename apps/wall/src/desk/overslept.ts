export const sleepAfterMs = 2000;

/** One reading of both clocks of the page. */
export interface Reading {
  readonly monotonic: number;
  readonly calendar: number;
}

/** Whether the page did not run between two readings, or its clocks disagree about how long that was. */
export function overslept(before: Reading, now: Reading, expectedMs: number): boolean {
  const ran = now.monotonic - before.monotonic;
  const passed = now.calendar - before.calendar;
  return ran - expectedMs > sleepAfterMs || Math.abs(passed - ran) > sleepAfterMs;
}
