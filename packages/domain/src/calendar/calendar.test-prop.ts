import type { Calendar } from '@yagura/contract';
import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCalendar, anyOverride, begins, clocks, ends, instants, steadyZone } from '../testing/calendars.ts';
import { dateOf, dayMs, dayOf, sinceMidnight, weekdayOf } from './civil.ts';
import { coverageOf } from './coverage.ts';
import { instantOf, wallOf } from './local-time.ts';
import { nextChange, phaseAt } from './market.ts';
import { inResetWindow } from './resets.ts';
import { sessionAt } from './session.ts';
import { nextOpen, tradingDayOn, tradingDaysBetween } from './trading-days.ts';

const always = (calendar: Calendar) => tradingDaysBetween(calendar, begins - 9 * dayMs, ends + 9 * dayMs);

test('CA-1 every instant has one phase, which holds until the next change and not longer', () => {
  fc.assert(
    fc.property(anyCalendar(), instants, fc.double({ min: 0, max: 1, noNaN: true }), (calendar, at, share) => {
      const { phase, since, until } = phaseAt(calendar, at);
      expect(since === null || since <= at).toBe(true);
      expect(until === null || at < until).toBe(true);
      const from = since ?? begins - 9 * dayMs;
      const to = (until ?? ends + 9 * dayMs) - 1;
      expect(phaseAt(calendar, Math.floor(from + (to - from) * share)).phase).toBe(phase);
      const next = nextChange(calendar, at);
      expect(next?.at ?? null).toBe(until);
      if (!next) return;
      expect(next.phase).not.toBe(phase);
      expect(phaseAt(calendar, next.at)).toMatchObject({ phase: next.phase, since: next.at });
    }),
    propertyRuns(1000),
  );
});

/** What a patient person would find with a finger on the calendar: no index, no order, no cache. */
function openByHand(calendar: Calendar, at: number): boolean {
  const wall = wallOf(calendar.offsets, at);
  const today = Math.floor(wall / dayMs);
  return [today, today + 1].some((day) => {
    const date = dateOf(day);
    if (date < calendar.coveredFrom || date > calendar.coveredUntil || calendar.closures.includes(date)) return false;
    if (calendar.tradingDays[weekdayOf(day) - 1] === '0') return false;
    const evening = (clock: string) => calendar.close <= calendar.open && clock >= calendar.close;
    const place = (clock: string) => day * dayMs + sinceMidnight(clock) - (evening(clock) ? dayMs : 0);
    const closes = day * dayMs + sinceMidnight(calendar.earlyCloses[date] ?? calendar.close);
    const inBreak = calendar.breaks.some(([from, to]) => {
      const length = (sinceMidnight(to) - sinceMidnight(from) + dayMs) % dayMs || dayMs;
      return wall >= place(from) && wall < place(from) + length;
    });
    return wall >= place(calendar.lateOpens[date] ?? calendar.open) && wall < closes && !inBreak;
  });
}

test('CA-1 no change is missed: a calendar says what a person reads off its rows', () => {
  const plain = anyCalendar(steadyZone).map((calendar) => ({
    ...calendar,
    phases: [],
    overrides: [],
    lateOpens: {},
    breaks: calendar.breaks.slice(0, 1),
  }));
  fc.assert(
    fc.property(plain, instants, (calendar, at) => {
      const { from, until } = coverageOf(calendar);
      const { phase } = phaseAt(calendar, at);
      // Of days that overlap, as no venue's do, either may be meant.
      const days = always(calendar);
      fc.pre(days.every(({ opensAt }, index) => opensAt >= (days[index - 1]?.closesAt ?? opensAt)));
      if (at < from || at >= until) expect(phase).toBe('unknown');
      else expect(phase === 'open').toBe(openByHand(calendar, at));
    }),
    propertyRuns(2000),
  );
});

test('CA-3 what is later by the clock is never earlier in truth, and a clock that exists is met exactly', () => {
  fc.assert(
    fc.property(anyCalendar(), instants, instants, ({ offsets }, one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      expect(instantOf(offsets, early)).toBeLessThanOrEqual(instantOf(offsets, late));
      expect(wallOf(offsets, instantOf(offsets, one))).toBeGreaterThanOrEqual(one);
      expect(wallOf(offsets, instantOf(offsets, one) - 1)).toBeLessThan(one);
      expect(wallOf(offsets, instantOf(offsets, wallOf(offsets, one)))).toBe(wallOf(offsets, one));
    }),
    propertyRuns(1000),
  );
});

test('CA-8 a session covers every open phase, and a break closes none', () => {
  fc.assert(
    fc.property(anyCalendar(), instants, (calendar, at) => {
      const { phase } = phaseAt(calendar, at);
      const { state, since, until } = sessionAt(calendar, at);
      expect(state === 'unknown').toBe(phase === 'unknown');
      if (phase === 'open' || phase === 'break') expect(state).toBe('open');
      expect((since === null || since <= at) && (until === null || at < until)).toBe(true);
      if (until !== null) expect(sessionAt(calendar, until).state).not.toBe(state);
    }),
    propertyRuns(1000),
  );
});

test('CA-9 within a reset window no session is open, and outside of it a reset changes nothing', () => {
  const resets = fc.array(
    fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), from: clocks, to: clocks }),
    { minLength: 1, maxLength: 2 },
  );
  fc.assert(
    fc.property(anyCalendar(), resets, instants, (calendar, planned, at) => {
      const withResets = { ...calendar, session: { ...calendar.session, resets: planned } };
      const { state } = sessionAt(withResets, at);
      if (inResetWindow(withResets, at)) expect(state).not.toBe('open');
      else expect(state).toBe(sessionAt(calendar, at).state);
    }),
    propertyRuns(1000),
  );
});

test('CA-10 an override changes its own date and no other', () => {
  fc.assert(
    fc.property(anyCalendar(), anyOverride, instants, (calendar, override, at) => {
      const overridden = { ...calendar, overrides: [...calendar.overrides, override] };
      const others = (days: ReturnType<typeof always>) => days.filter(({ date }) => date !== override.date);
      expect(others(always(overridden))).toEqual(others(always(calendar)));
      // What goes before an open and comes after a close reaches into the neighbours' nights.
      const day = dayOf(override.date) * dayMs;
      const wall = wallOf(calendar.offsets, at);
      if (wall < day - dayMs || wall >= day + 2 * dayMs)
        expect(phaseAt(overridden, at).phase).toBe(phaseAt(calendar, at).phase);
      if (override.closed === true) expect(tradingDayOn(overridden, override.date)).toBeNull();
    }),
    propertyRuns(1000),
  );
});

test('CA-12 the next open is the first opening of a trading day that is still to come', () => {
  fc.assert(
    fc.property(anyCalendar(), instants, (calendar, at) => {
      const opens = always(calendar).map(({ opensAt }) => opensAt);
      expect(nextOpen(calendar, at)).toBe(opens.find((instant) => instant > at) ?? null);
    }),
    propertyRuns(1000),
  );
});

test('CA-13 trading days are in order, each with its own date, and found by it', () => {
  fc.assert(
    fc.property(anyCalendar(), instants, instants, (calendar, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const all = always(calendar);
      expect(all.map(({ date }) => date)).toEqual([...new Set(all.map(({ date }) => date))].toSorted());
      for (const day of all) expect(tradingDayOn(calendar, day.date)).toBe(day);
      const expected = all.filter(({ opensAt, closesAt }) => opensAt < to && closesAt > from);
      expect(tradingDaysBetween(calendar, from, to)).toEqual(expected);
    }),
    propertyRuns(1000),
  );
});
