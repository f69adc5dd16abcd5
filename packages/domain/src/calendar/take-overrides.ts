import { maxOverrides, type Calendar, type CalendarOverride, type Inventory } from '@yagura/contract';
import { overrideProblem } from './check-override.ts';
import { dateOf, dayMs, dayOf } from './civil.ts';
import { sessionAt } from './session.ts';

/** An override that was said at run time. */
export interface TakenOverride {
  readonly override: CalendarOverride;
  /** When it opened or closed the session under way; null where it is about another time. */
  readonly turnedAt: number | null;
}

export interface TakenOverrides {
  readonly overrides: readonly TakenOverride[];
  /** Those that came into force. */
  readonly fresh: readonly CalendarOverride[];
  /** Those that mean nothing here, or for which there is no room. */
  readonly refused: number;
}

/** So long after their day overrides are of no use to anybody: no zone is further from UTC. */
const keptDays = 2;
const nearDays = 3;

/** Of one day of one calendar the last one holds; what was said already, of a day long past or cannot be meant changes nothing. */
export function takeOverrides(
  inventory: Inventory,
  before: readonly TakenOverride[],
  said: readonly CalendarOverride[],
  now: number,
): TakenOverrides {
  let overrides = before.filter(({ override }) => !isPast(override, now));
  const fresh: CalendarOverride[] = [];
  let refused = 0;
  for (const override of said) {
    const known = overrides.find((other) => isSameDay(other.override, override));
    if (isPast(override, now) || (known && sameOverride(known.override, override))) continue;
    const calendar = inventory.calendars.find(({ id }) => id === override.calendar);
    const others = overrides.filter((other) => other !== known);
    if (!calendar || overrideProblem(calendar, override) !== null || others.length >= maxOverrides) {
      refused++;
      continue;
    }
    overrides = [
      ...others,
      { override, turnedAt: turnedAt(withOwn(calendar, overridesInForce(overrides)), override, now) },
    ];
    fresh.push(override);
  }
  return { overrides: overrides.length === before.length && fresh.length === 0 ? before : overrides, fresh, refused };
}

export function overridesInForce(taken: readonly TakenOverride[]): CalendarOverride[] {
  return taken.map(({ override }) => override);
}

/** The desk as it is with them. Those of the desk file come first, so that what was said at run time holds. */
export function withOverrides(inventory: Inventory, overrides: readonly CalendarOverride[]): Inventory {
  if (overrides.length === 0) return inventory;
  return { ...inventory, calendars: inventory.calendars.map((calendar) => withOwn(calendar, overrides)) };
}

/** When each calendar was last turned by what somebody said. */
export function turnsOf(overrides: readonly TakenOverride[]): ReadonlyMap<string, number> {
  const turns = new Map<string, number>();
  for (const { override, turnedAt: at } of overrides)
    if (at !== null) turns.set(override.calendar, Math.max(at, turns.get(override.calendar) ?? at));
  return turns;
}

function withOwn(calendar: Calendar, overrides: readonly CalendarOverride[]): Calendar {
  const own = overrides.filter((override) => override.calendar === calendar.id);
  if (own.length === 0) return calendar;
  // It may be a calendar that has some of them already.
  const others = calendar.overrides.filter((override) => !own.includes(override));
  return { ...calendar, overrides: [...others, ...own] };
}

function turnedAt(calendar: Calendar, override: CalendarOverride, now: number): number | null {
  const today = Math.floor(now / dayMs);
  // What is said of a day touches its neighbours at most, and laying out years of days for it would hold up the turn.
  if (Math.abs(dayOf(override.date) - today) > nearDays) return null;
  const near = {
    ...calendar,
    coveredFrom: laterOf(calendar.coveredFrom, dateOf(today - 2 * nearDays)),
    coveredUntil: earlierOf(calendar.coveredUntil, dateOf(today + 2 * nearDays)),
  };
  const after = { ...near, overrides: [...near.overrides, override] };
  return sessionAt(near, now).state === sessionAt(after, now).state ? null : now;
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

function earlierOf(a: string, b: string): string {
  return a < b ? a : b;
}

function isPast({ date }: CalendarOverride, now: number): boolean {
  return date < dateOf(Math.floor(now / dayMs) - keptDays);
}

function isSameDay(a: CalendarOverride, b: CalendarOverride): boolean {
  return a.calendar === b.calendar && a.date === b.date;
}

function sameOverride(a: CalendarOverride, b: CalendarOverride): boolean {
  return (
    isSameDay(a, b) &&
    a.closed === b.closed &&
    a.open === b.open &&
    a.close === b.close &&
    a.author === b.author &&
    a.reason === b.reason
  );
}
