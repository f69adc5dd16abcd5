import type { Calendar, CalendarStanding, MarketState, Phase } from '@yagura/contract';
import { dateOf, dayMs, weekdayOf } from './civil.ts';
import { wallOf } from './local-time.ts';
import { nextChange, phaseAt } from './market.ts';
import { sessionAt, type SessionStretch } from './session.ts';
import { tradingDayOn, tradingDaysBetween } from './trading-days.ts';

/** Where a market stands and what comes next. */
export function marketState(calendar: Calendar, at: number): MarketState {
  const { phase, since } = phaseAt(calendar, at);
  return { calendar: calendar.id, phase, since, next: nextChange(calendar, at) };
}

/** All that a calendar says about an instant, with the sentence that tells it. */
export function standingOf(calendar: Calendar, at: number): CalendarStanding {
  const market = marketState(calendar, at);
  const session = sessionAt(calendar, at);
  return {
    id: calendar.id,
    timeZone: calendar.timeZone,
    market,
    session,
    today: todayOf(calendar, at),
    coveredUntil: calendar.coveredUntil,
    text: `${marketText(calendar, market, at)} ${sessionText(calendar, session, at)}`,
  };
}

/** The trading day that runs now, which overnight began yesterday; else the date at the venue. */
function todayOf(calendar: Calendar, at: number): CalendarStanding['today'] {
  const wall = wallOf(calendar.offsets, at);
  const [running] = tradingDaysBetween(calendar, at, at + 1);
  const date = running?.date ?? dateOf(Math.floor(wall / dayMs));
  return { date, clock: minutesOf(wall), trades: tradingDayOn(calendar, date) !== null };
}

/** A phase, as what the market is in. */
const phaseWords: Readonly<Record<Phase, string>> = {
  'pre-open': 'in pre-open',
  auction: 'in auction',
  open: 'open',
  break: 'in its break',
  post: 'in post-trading',
  closed: 'closed',
  unknown: 'beyond its calendar',
};

function marketText(calendar: Calendar, { phase, next }: MarketState, at: number): string {
  const { id, timeZone, coveredFrom, coveredUntil } = calendar;
  if (phase === 'unknown')
    return `The phases of ${id} are unknown: its calendar covers ${coveredFrom} to ${coveredUntil}.`;
  const then = next === null ? '' : ` until ${clockAt(calendar, next.at, at)}, then ${phaseWords[next.phase]}`;
  return `${id} is ${phaseWords[phase]}${then} (clocks of ${timeZone}).`;
}

function sessionText(calendar: Calendar, { state, until }: SessionStretch, at: number): string {
  if (state === 'unknown') return 'Whether it is to be in session is unknown.';
  const then = until === null ? '' : ` until ${clockAt(calendar, until, at)}`;
  return state === 'open' ? `We are to be in session${then}.` : `No session${then}.`;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A clock of the venue, with its day where that is another one. */
function clockAt({ offsets }: Calendar, instant: number, now: number): string {
  const wall = wallOf(offsets, instant);
  const [day, today] = [wall, wallOf(offsets, now)].map((each) => Math.floor(each / dayMs));
  if (day === undefined || day === today) return minutesOf(wall);
  const far = today !== undefined && day - today > 6 ? ` ${dateOf(day)}` : '';
  return `${weekdays[weekdayOf(day) - 1]}${far} ${minutesOf(wall)}`;
}

function minutesOf(wall: number): string {
  const minutes = Math.floor((((wall % dayMs) + dayMs) % dayMs) / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
