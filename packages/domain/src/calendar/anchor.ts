import { parseDuration, type Calendar } from '@yagura/contract';
import { dayMs, dayOf, sinceMidnight } from './civil.ts';
import { instantOf } from './local-time.ts';
import type { TradingDay } from './trading-days.ts';

const pattern = /^(open|close|session|local (\d\d:\d\d))(?:([+-])(.+))?$/;

/** The instant that "open-30m", "close+2h", "session" or "local 07:00" means on a trading day. */
export function anchorInstant(day: TradingDay, anchor: string, calendar: Calendar): number {
  const match = pattern.exec(anchor);
  const distance = match?.[4] === undefined ? 0 : parseDuration(match[4]);
  if (!match || distance === null) throw new Error(`"${anchor}" is no anchor of a trading day`);
  const [, base, clock, sign] = match;
  return baseInstant(day, base!, clock, calendar) + (sign === '-' ? -distance : distance);
}

function baseInstant(day: TradingDay, base: string, clock: string | undefined, calendar: Calendar): number {
  if (clock !== undefined) return instantOf(calendar.offsets, dayOf(day.date) * dayMs + sinceMidnight(clock));
  if (base === 'open') return day.opensAt;
  return base === 'close' ? day.closesAt : day.sessionFrom;
}
