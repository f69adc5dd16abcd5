/** A Monday, 12:00:00 UTC, so that instants in expected texts can be read. */
export const noon = Date.UTC(2026, 2, 2, 12, 0, 0);

export interface FixedClock {
  now(): number;
  advance(milliseconds: number): number;
  set(instant: number): void;
}

export function fixedClock(start: number = noon): FixedClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => (now += milliseconds),
    set: (instant) => {
      now = instant;
    },
  };
}
