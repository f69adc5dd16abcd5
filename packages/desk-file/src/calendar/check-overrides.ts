import type { Calendar, DeskFile } from '@yagura/contract';
import { overrideProblem } from '@yagura/domain';
import type { Report } from '../problem.ts';
import { unknownCalendar } from './choose-calendars.ts';

/** A day that is corrected must be one of a calendar that the desk follows, and mean what it says. */
export function checkOverrides(
  desk: DeskFile,
  calendars: readonly Calendar[],
  known: ReadonlySet<string>,
  report: Report,
): void {
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
  desk.overrides.forEach((override, index) => {
    const calendar = byId.get(override.calendar);
    if (!calendar)
      return report(
        ['overrides', index, 'calendar'],
        known.has(override.calendar)
          ? `no component of this desk follows "${override.calendar}"; leave it out, or name one that is followed`
          : unknownCalendar(override.calendar, known),
      );
    const problem = overrideProblem(calendar, override);
    if (problem !== null) report(['overrides', index, 'date'], problem);
  });
}
