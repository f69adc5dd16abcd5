import type { Clock } from '../board/brief-reason.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Hours and minutes at a place; seconds are those of UTC everywhere. */
export function siteClock(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

const farMs = 20 * 3_600_000;
const weekdays = new Map<string, Intl.DateTimeFormat>();

/** The desk's own clock, with the day where it is not of these hours: "opens Mon 08:00". */
export function deskClock(timeZone: string, second: number): Clock {
  return (instant) => {
    const clock = siteClock(instant, timeZone);
    return instant - second * 1000 < farMs ? clock : `${weekdayOf(instant, timeZone)} ${clock}`;
  };
}

function weekdayOf(instant: number, timeZone: string): string {
  let format = weekdays.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' });
    weekdays.set(timeZone, format);
  }
  return format.format(instant);
}
