import type { CalendarFile } from '@yagura/contract';
import { calendarFileProblems } from '@yagura/domain';
import { isTimeZone } from './zone-offsets.ts';

/** What is wrong with a calendar file beyond its form, by the calendar it is wrong of. */
export function checkCalendarFile(file: CalendarFile): string[] {
  const zones = Object.entries(file.calendars)
    .filter(([, { timeZone }]) => !isTimeZone(timeZone))
    .map(([id, { timeZone }]) => `${id}: "${timeZone}" is no time zone that this machine knows`);
  return [...calendarFileProblems(file), ...zones];
}
