import type { Calendar, CalendarOverride } from '@yagura/contract';
import { dayOf } from './civil.ts';
import { hoursOn } from './hours.ts';

/** Why an override cannot mean what it says, or null: a day that somebody corrects in a hurry must not be closed by a slip. */
export function overrideProblem(calendar: Calendar, override: CalendarOverride): string | null {
  const { coveredFrom, coveredUntil } = calendar;
  if (override.date < coveredFrom || override.date > coveredUntil)
    return `${override.date} lies outside of what ${calendar.id} covers, ${coveredFrom} to ${coveredUntil}`;
  if (override.closed === true) return null;
  const hours = hoursOn({ ...calendar, overrides: [override] }, dayOf(override.date));
  return hours ? null : `${calendar.id} would close before it opens on ${override.date}; give both "open" and "close"`;
}
