export const dayMs = 24 * 3_600_000;

/** A day of the audit is a day of UTC, as everything in it is. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** When the day begins; null for what is no day. */
export function beginningOf(day: string): number | null {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  return instant >= 0 && dayOf(instant) === day ? instant : null;
}

/** So many days on, and no further than today: nothing is written of tomorrow. */
export function dayBeside(day: string, days: number, today: string): string {
  const begins = beginningOf(day);
  if (begins === null) return today;
  const next = dayOf(Math.max(0, begins + days * dayMs));
  return next > today ? today : next;
}
