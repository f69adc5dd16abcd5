import type { InventorySite } from '@yagura/contract';
import type { Clock } from '../board/brief-reason.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Hours and minutes at a place. */
export function siteClock(instant: number, timeZone: string): string {
  return siteSeconds(instant, timeZone).slice(0, 5);
}

/** The same with seconds. */
export function siteSeconds(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** Sites of one zone have one clock, under the name of the first of them. */
export function zonesOf(sites: readonly InventorySite[]): InventorySite[] {
  const zones = new Map<string, InventorySite>();
  for (const site of sites) if (!zones.has(site.timeZone)) zones.set(site.timeZone, site);
  return [...zones.values()];
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
