import { localTime } from './local-time.ts';
import type { LocalTime } from './local-time.ts';
import type { Market } from './sessions.ts';

/** Orders are already queued this long before the open. */
const preOpenMinutes = 30;
const preOpenActivity = 0.06;
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
    case 'day': {
      const { weekday, minute } = localTime(market.timeZone, at);
      const atLunch = market.lunch !== null && within(market.lunch, minute);
      return isWorkday(weekday) && within([market.open, market.close], minute) && !atLunch;
    }
  }
}

/** How busy a market is: 0 when shut, about 1 at its busiest, a little above it in the rush of an open. */
export function marketActivity(market: Market, at: number): number {
  switch (market.hours) {
    case 'always':
      return 0.85 * alongTheDay(world, localTime('UTC', at).minute);
    case 'week':
      return isOpen(market, at) ? alongTheDay(world, localTime('UTC', at).minute) : 0;
    case 'day':
      return dayActivity(market, localTime(market.timeZone, at));
  }
}

/** How many of a place's clients are at their screens, as a share of the busiest hour; never nobody. */
export function clientActivity(timeZone: string, at: number): number {
  const { weekday, minute } = localTime(timeZone, at);
  return alongTheDay(isWorkday(weekday) ? clientWeekday : clientWeekend, minute);
}

function dayActivity(market: Extract<Market, { hours: 'day' }>, { weekday, minute }: LocalTime): number {
  if (!isWorkday(weekday)) return 0;
  if (within([market.open - preOpenMinutes, market.open], minute)) return preOpenActivity;
  if (!within([market.open, market.close], minute)) return 0;
  if (market.lunch !== null && within(market.lunch, minute)) return lunchActivity;
  const through = (minute - market.open) / (market.close - market.open);
  const bowl = 0.3 + 0.5 * (2 * through - 1) ** 2;
  const opening = 0.5 * Math.exp(-through * 25);
  const closing = 0.35 * Math.exp(-(1 - through) * 25);
  return bowl + opening + closing;
}

function isOpenInWeek(market: Extract<Market, { hours: 'week' }>, { weekday, minute }: LocalTime): boolean {
  if (weekday === 6) return false;
  if (weekday === 0) return minute >= market.opensSunday;
  if (weekday === 5 && minute >= market.closesFriday) return false;
  return market.pause === null || !within(market.pause, minute);
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
const within = ([from, to]: readonly [number, number], minute: number): boolean => minute >= from && minute < to;
