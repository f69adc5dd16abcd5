import type { Calendar } from '@yagura/contract';
import { nextOpen, phaseAt, tradingDaysBetween } from '@yagura/domain';
import type { TradingDay } from '@yagura/domain';
import { localTime } from './local-time.ts';
import type { LocalTime } from './local-time.ts';
import type { Market } from './market.ts';

/** Orders are already queued this long before the open. */
const preOpenMs = 30 * 60_000;
const preOpenActivity = 0.06;
/** What trades around the clock is busy with the world and not with its own open. */
const longDayMs = 16 * 3_600_000;
const lunchActivity = 0.03;

/** Share of the busiest hour at each hour of the day. World: UTC, highest while Europe and America overlap. Clients: local time. */
const world = [
  0.36, 0.42, 0.44, 0.42, 0.38, 0.36, 0.42, 0.6, 0.68, 0.64, 0.58, 0.56, 0.66, 0.86, 1, 0.96, 0.82, 0.66, 0.58, 0.54,
  0.46, 0.3, 0.26, 0.32,
];
const clientWeekday = [
  0.12, 0.1, 0.09, 0.09, 0.1, 0.14, 0.26, 0.48, 0.78, 1, 0.94, 0.84, 0.72, 0.76, 0.84, 0.92, 0.88, 0.64, 0.5, 0.46,
  0.44, 0.36, 0.26, 0.17,
];
const clientWeekend = [
  0.1, 0.08, 0.07, 0.07, 0.08, 0.09, 0.12, 0.16, 0.22, 0.28, 0.32, 0.33, 0.3, 0.28, 0.28, 0.29, 0.3, 0.31, 0.33, 0.35,
  0.34, 0.29, 0.21, 0.14,
];

export function isOpen(market: Market, at: number): boolean {
  switch (market.hours) {
    case 'always':
      return true;
    case 'week':
      return isOpenInWeek(market, localTime(market.timeZone, at));
    case 'calendar':
      return phaseAt(market.calendar, at).phase === 'open';
  }
}

/** How busy a market is: 0 when shut, about 1 at its busiest, a little above it in the rush of an open. */
export function marketActivity(market: Market, at: number): number {
  switch (market.hours) {
    case 'always':
      return 0.85 * alongTheDay(world, utcMinute(at));
    case 'week':
      return isOpen(market, at) ? alongTheDay(world, utcMinute(at)) : 0;
    case 'calendar':
      return venueActivity(market.calendar, at);
  }
}

/** How many of a place's clients are at their screens, as a share of the busiest hour; never nobody. */
export function clientActivity(timeZone: string, at: number): number {
  const { weekday, minute } = localTime(timeZone, at);
  return alongTheDay(isWorkday(weekday) ? clientWeekday : clientWeekend, minute);
}

function venueActivity(calendar: Calendar, at: number): number {
  switch (phaseAt(calendar, at).phase) {
    case 'open': {
      const [day] = tradingDaysBetween(calendar, at, at + 1);
      return day === undefined ? preOpenActivity : openActivity(day, at);
    }
    case 'break':
      return lunchActivity;
    case 'pre-open':
    case 'auction':
    case 'post':
      return preOpenActivity;
    case 'closed':
      return (nextOpen(calendar, at) ?? Infinity) - at <= preOpenMs ? preOpenActivity : 0;
    case 'unknown':
      return 0;
  }
}

function openActivity({ opensAt, closesAt }: TradingDay, at: number): number {
  if (closesAt - opensAt > longDayMs) return alongTheDay(world, utcMinute(at));
  const through = (at - opensAt) / (closesAt - opensAt);
  const bowl = 0.3 + 0.5 * (2 * through - 1) ** 2;
  const opening = 0.5 * Math.exp(-through * 25);
  const closing = 0.35 * Math.exp(-(1 - through) * 25);
  return bowl + opening + closing;
}

function isOpenInWeek(market: Extract<Market, { hours: 'week' }>, { weekday, minute }: LocalTime): boolean {
  if (weekday === 6) return false;
  if (weekday === 0) return minute >= market.opensSunday;
  return weekday !== 5 || minute < market.closesFriday;
}

/** Between the middle of one hour and the middle of the next, along a straight line. */
function alongTheDay(hours: readonly number[], minute: number): number {
  const position = minute / 60 - 0.5 + hours.length;
  const hour = Math.floor(position);
  const from = hours[hour % hours.length] ?? 0;
  const to = hours[(hour + 1) % hours.length] ?? 0;
  return from + (to - from) * (position - hour);
}

const isWorkday = (weekday: number): boolean => weekday >= 1 && weekday <= 5;
const utcMinute = (at: number): number => localTime('UTC', at).minute;
