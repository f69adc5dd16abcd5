import type { Calendar } from '@yagura/contract';
import { dateOf, dayOf } from './civil.ts';
import { breaksOf, daySpans, type DaySpan } from './day-spans.ts';
import { hoursOn, type DayTag, type Hours } from './hours.ts';
import { instantOf } from './local-time.ts';
import { once } from './once.ts';
import { firstWhere } from './search.ts';

/** One trading day of a market, in instants. */
export interface TradingDay {
  readonly date: string;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly sessionFrom: number;
  readonly sessionUntil: number;
  readonly breaks: readonly (readonly [number, number])[];
  readonly tags: readonly DayTag[];
}

/** A trading day and what it does, for those who lay days end to end. */
export interface PlannedDay {
  readonly day: TradingDay;
  readonly spans: readonly DaySpan[];
}

/** The trading day of a date of the venue, or null where nothing trades or nothing is known. */
export function tradingDayOn(calendar: Calendar, date: string): TradingDay | null {
  return dates(calendar).get(date) ?? null;
}

/** The trading days whose market is open at some instant from `from` on and before `to`. */
export function tradingDaysBetween(calendar: Calendar, from: number, to: number): TradingDay[] {
  const days = tradingDays(calendar);
  const first = firstWhere(days, ({ closesAt }) => closesAt > from);
  const end = firstWhere(days, ({ opensAt }) => opensAt >= to);
  return days.slice(first, end);
}

/** When the market of a trading day next opens after this instant; the end of a break is no opening. */
export function nextOpen(calendar: Calendar, at: number): number | null {
  const days = tradingDays(calendar);
  return days[firstWhere(days, ({ opensAt }) => opensAt > at)]?.opensAt ?? null;
}

/** Every trading day that the calendar covers, in order. */
export const plannedDays: (calendar: Calendar) => readonly PlannedDay[] = once((calendar) => {
  const days: PlannedDay[] = [];
  const last = dayOf(calendar.coveredUntil);
  for (let day = dayOf(calendar.coveredFrom); day <= last; day++) {
    const hours = hoursOn(calendar, day);
    const planned = hours && plan(calendar, hours);
    if (planned) days.push(planned);
  }
  return days;
});

const tradingDays = once((calendar) => plannedDays(calendar).map(({ day }) => day));
const dates = once((calendar) => new Map(tradingDays(calendar).map((day) => [day.date, day])));

function plan(calendar: Calendar, hours: Hours): PlannedDay | null {
  const toInstant = (wall: number) => instantOf(calendar.offsets, wall);
  const spans = daySpans(calendar, hours)
    .map((span) => ({ ...span, from: toInstant(span.from), to: toInstant(span.to) }))
    .filter((span) => span.from < span.to);
  const opensAt = toInstant(hours.opens);
  const closesAt = toInstant(hours.closes);
  // The clock may jump over the whole of a short day.
  if (opensAt >= closesAt) return null;
  const open = spans.filter(({ phase }) => phase === 'open');
  const day: TradingDay = {
    date: dateOf(hours.day),
    opensAt,
    closesAt,
    sessionFrom: Math.min(opensAt, open[0]?.from ?? opensAt) - calendar.session.before,
    sessionUntil: Math.max(closesAt, open.at(-1)?.to ?? closesAt) + calendar.session.after,
    breaks: breaksOf(calendar, hours).map(({ from, to }) => [toInstant(from), toInstant(to)] as const),
    tags: hours.tags,
  };
  return { day, spans };
}
