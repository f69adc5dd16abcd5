import { tradingDaysBetween, wallOf } from '@yagura/domain';
import { calendarOf, propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localClock, shipped, shippedCalendar } from '../test-support/shipped-calendars.ts';
import { zoneOffsets } from './zone-offsets.ts';

const zones = Intl.supportedValuesOf('timeZone');
const dayMs = 86_400_000;
const written = (wall: number) => new Date(wall).toISOString().slice(0, 16).replace('T', ' ');

test('CA-16 the zones of all venues, and odd ones, change when the machine says, to the millisecond', () => {
  const odd = ['Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Chatham', 'Antarctica/Troll', 'Asia/Kathmandu'];
  const ours = Object.values(shipped.calendars).map(({ timeZone }) => timeZone);
  for (const zone of new Set([...ours, ...odd])) {
    const offsets = zoneOffsets(zone, Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1));
    const around = offsets.flatMap(([at]) => [at - 1, at]).slice(1);
    const clocksOf = (read: (at: number) => string) => around.map(read);
    expect(
      clocksOf((at) => written(wallOf(offsets, at))),
      zone,
    ).toEqual(clocksOf((at) => localClock(zone, at)));
  }
  expect(zoneOffsets('Europe/London', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1))).toEqual([
    [Date.UTC(2026, 0, 1), 0],
    [Date.UTC(2026, 2, 29, 1), 60],
    [Date.UTC(2026, 9, 25, 1), 0],
  ]);
});

test('CA-16 at any instant the offsets give the clock of the machine', () => {
  const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2036, 0, 1) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), instant, fc.integer({ min: 0, max: 100 * dayMs }), (zone, from, later) => {
      const offsets = zoneOffsets(zone, from, from + 100 * dayMs);
      expect(written(wallOf(offsets, from + later))).toBe(localClock(zone, from + later));
    }),
    propertyRuns(1000),
  );
});

const clocks = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

test('CA-4 a clock change never moves an open: in every zone the clock at each is what the calendar says', () => {
  const seasons = fc.integer({ min: 0, max: 700 }).map((day) => Date.UTC(2026, 0, 1) + day * dayMs);
  fc.assert(
    fc.property(fc.constantFrom(...zones), seasons, clocks, clocks, (timeZone, begin, open, close) => {
      const [coveredFrom, coveredUntil] = [begin, begin + 28 * dayMs].map((at) =>
        new Date(at).toISOString().slice(0, 10),
      );
      const offsets = zoneOffsets(timeZone, begin - 3 * dayMs, begin + 32 * dayMs);
      const week = { tradingDays: '1111111', open, close, timeZone };
      const calendar = calendarOf({ ...week, offsets, coveredFrom: coveredFrom!, coveredUntil: coveredUntil! });
      const days = tradingDaysBetween(calendar, begin - 3 * dayMs, begin + 32 * dayMs);
      expect(days.length).toBeGreaterThanOrEqual(28);
      for (const { date, opensAt } of days) {
        const opened = localClock(timeZone, opensAt);
        const meant = `${close > open ? date : dayBefore(date)} ${open}`;
        // A clock that is jumped over on that day means the jump: what stood there a moment before was earlier.
        if (opened !== meant) expect(opened > meant && localClock(timeZone, opensAt - 1) < meant).toBe(true);
      }
    }),
    propertyRuns(1000),
  );
});

const dayBefore = (date: string) => new Date(Date.parse(date) - dayMs).toISOString().slice(0, 10);

test('CA-4 every venue of the shipped file opens at its clock on each of its days', () => {
  const ids = Object.keys(shipped.calendars);
  const moved = ids.flatMap((id) => {
    const calendar = shippedCalendar(id);
    const days = tradingDaysBetween(calendar, 0, Date.UTC(2030, 0, 1));
    expect(days.length, id).toBeGreaterThan(230);
    return days
      .filter(({ date, opensAt }) => {
        const clock = calendar.lateOpens[date] ?? calendar.open;
        return localClock(calendar.timeZone, opensAt).slice(11) !== clock;
      })
      .map(({ date }) => `${id} ${date}`);
  });
  expect(moved).toEqual([]);
});
