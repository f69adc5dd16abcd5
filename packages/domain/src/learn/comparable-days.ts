import type { Calendar } from '@yagura/contract';
import { dateOf, dayMs, dayOf, weekdayOf } from '../calendar/civil.ts';
import { instantOf } from '../calendar/local-time.ts';
import { tradingDaysBetween, type TradingDay } from '../calendar/trading-days.ts';

/** A day before, and how much later the same minute of the day that is learned for is. */
export interface ComparableSpan {
  readonly from: number;
  readonly to: number;
  readonly shiftMs: number;
}

/** So many days say what is usual now; older ones say what was. */
const mostDays = 10;
export const minutesKeptDays = 30;
const friday = 5;
const saturday = 6;

/** The newest days before this one that are like it: of the same length, expiries with expiries, else weekdays with weekdays. */
export function comparableDays(calendar: Calendar | null, date: string): ComparableSpan[] {
  const midnight = dayOf(date) * dayMs;
  const since = midnight - minutesKeptDays * dayMs;
  return calendar === null ? plainDays(dayOf(date)) : tradingDaysLike(calendar, midnight, since);
}

function tradingDaysLike(calendar: Calendar, midnight: number, since: number): ComparableSpan[] {
  const [target] = tradingDaysBetween(calendar, midnight, midnight + 7 * dayMs);
  if (!target) return [];
  const noonOf = ({ date }: TradingDay) => instantOf(calendar.offsets, dayOf(date) * dayMs + dayMs / 2);
  return tradingDaysBetween(calendar, since, midnight)
    .filter((day) => day.date < target.date && classOf(day) === classOf(target))
    .slice(-mostDays)
    .map((day) => ({ from: day.opensAt, to: day.closesAt, shiftMs: noonOf(target) - noonOf(day) }));
}

function classOf({ date, tags }: TradingDay): string {
  const length = tags.filter((tag) => tag !== 'override').join(' ');
  return isExpiry(date) ? `${length} expiry` : length;
}

/** Options and futures expire on the third Friday of their month. */
function isExpiry(date: string): boolean {
  const dayOfMonth = Number(date.slice(8, 10));
  return weekdayOf(dayOf(date)) === friday && dayOfMonth >= 15 && dayOfMonth <= 21;
}

function plainDays(today: number): ComparableSpan[] {
  const isWeekend = (day: number) => weekdayOf(day) >= saturday;
  return Array.from({ length: minutesKeptDays }, (_, index) => today - index - 1)
    .filter((day) => isWeekend(day) === isWeekend(today))
    .slice(0, mostDays)
    .map((day) => ({ from: day * dayMs, to: (day + 1) * dayMs, shiftMs: (today - day) * dayMs }));
}

export function dayBefore(instant: number, days: number): string {
  return dateOf(Math.floor(instant / dayMs) - days);
}
