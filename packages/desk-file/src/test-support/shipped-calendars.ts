import type { Calendar, CalendarOverride } from '@yagura/contract';
import { resolveCalendars } from '../calendar/resolve-calendars.ts';
import { loadShipped, shippedFolder } from '../load-shipped.ts';

const loaded = loadShipped(shippedFolder);
if (!loaded.ok) throw new Error(loaded.text);

/** The calendars that Yagura is shipped with. */
export const shipped = loaded.calendars;

const resolved = new Map<string, Calendar>();

export function shippedCalendar(id: string): Calendar {
  const calendar = resolved.get(id) ?? resolveCalendars(shipped, [id], [], [])[0];
  if (!calendar) throw new Error(`no calendar ${id}`);
  resolved.set(id, calendar);
  return calendar;
}

export function withOverride(id: string, override: Omit<CalendarOverride, 'calendar' | 'author' | 'reason'>): Calendar {
  const told = { calendar: id, author: 'A. Operator', reason: 'announced by the exchange', ...override };
  return resolveCalendars(shipped, [id], [told], [])[0]!;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local date and clock of an instant, as the machine's own zone data has it: "2026-03-02 08:00". */
export function localClock(timeZone: string, instant: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...parts });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
