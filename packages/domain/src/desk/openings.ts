import type { Calendar, Opening } from '@yagura/contract';
import { nextOpen } from '../calendar/trading-days.ts';
import { earliest } from '../health/earliest.ts';
import type { DeskWorld, Row } from './world.ts';

/** So long it is told who was ready when a market opened. */
const toldMs = 600_000;
const namesTold = 3;
/** Desks follow dozens of calendars; more than this opening within minutes would tell nobody anything. */
const openingsTold = 20;

/** When each calendar that a desk follows opens next; made anew with its calendars. */
export function awaitOpenings(world: DeskWorld, now: number): void {
  const followed = new Set([...world.rows.values()].map(({ component }) => component.calendar));
  world.nextOpens.clear();
  for (const calendar of world.inventory?.calendars ?? [])
    if (followed.has(calendar.id)) awaitNext(world, calendar, now);
}

function awaitNext(world: DeskWorld, calendar: Calendar, now: number): void {
  const next = nextOpen(calendar, now);
  if (next === null) world.nextOpens.delete(calendar.id);
  else world.nextOpens.set(calendar.id, next);
}

/** Markets that opened by now, with who was ready; what has been told for long enough goes. Whether anything changed. */
export function settleOpenings(world: DeskWorld, now: number): boolean {
  const standing = world.openings.filter(({ until }) => until > now);
  const fresh: Opening[] = [];
  for (const [id, at] of world.nextOpens) {
    if (at > now) continue;
    if (now < at + toldMs) fresh.push(openingOf(world, id, at));
    const calendar = world.inventory?.calendars.find((known) => known.id === id);
    if (calendar) awaitNext(world, calendar, now);
  }
  if (fresh.length === 0 && standing.length === world.openings.length) return false;
  fresh.sort((a, b) => b.at - a.at || (a.calendar < b.calendar ? -1 : 1));
  world.openings = [...fresh, ...standing].slice(0, openingsTold);
  return true;
}

/** What was predicted is told as one line, and as a mark only where it did not come true. */
function openingOf(world: DeskWorld, calendar: string, at: number): Opening {
  const expected = [...world.rows.values()].filter(
    ({ component, status }) => component.calendar === calendar && status.expectation === 'expected',
  );
  const missing = expected.filter((row) => !isReady(row)).map(({ component }) => component.id);
  return {
    calendar,
    at,
    until: at + toldMs,
    expected: expected.length,
    ready: expected.length - missing.length,
    missing: missing.slice(0, namesTold),
  };
}

function isReady({ status }: Row): boolean {
  return status.condition === 'ok';
}

export function nextOpeningInstant(world: DeskWorld): number | null {
  return earliest(...world.nextOpens.values(), ...world.openings.map(({ until }) => until));
}
