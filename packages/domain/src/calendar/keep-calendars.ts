import type { Inventory } from '@yagura/contract';

/**
 * A new desk with the calendars of the one before where they are the same: what was laid out of them stays laid out, and a reload
 * costs no turn the time of expanding years.
 */
export function keepCalendars(before: Inventory | null, after: Inventory): Inventory {
  if (before === null) return after;
  const known = new Map(before.calendars.map((calendar) => [JSON.stringify(calendar), calendar]));
  return { ...after, calendars: after.calendars.map((calendar) => known.get(JSON.stringify(calendar)) ?? calendar) };
}
