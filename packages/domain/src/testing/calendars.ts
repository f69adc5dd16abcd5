import type { Calendar, CalendarOverride, PhaseSpan } from '@yagura/contract';
import { calendarOf } from '@yagura/testkit';
import fc from 'fast-check';
import { dateOf, dayMs, dayOf } from '../calendar/civil.ts';

/** A venue of Monday to Friday, connected an hour before it opens. */
export function venueOf(plan: Partial<Calendar> = {}): Calendar {
  const session = { before: 3_600_000, after: 1_800_000, resets: [] };
  return calendarOf({ id: 'XTST', venue: 'XTST', tradingDays: '1111100', session, ...plan });
}

export const firstDay = dayOf('2026-03-16');
const days = 14;
export const begins = firstDay * dayMs;
export const ends = begins + days * dayMs;

export const clocks = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) =>
    [Math.floor(quarter / 4), (quarter % 4) * 15].map((part) => String(part).padStart(2, '0')).join(':'),
  );
export const dates = fc.integer({ min: 0, max: days - 1 }).map((day) => dateOf(firstDay + day));

/** Instants on the quarters at which things change, just before them, and any others; also outside of what is covered. */
export const instants = fc.oneof(
  fc.integer({ min: begins - 2 * dayMs, max: ends + 2 * dayMs }),
  fc
    .tuple(fc.integer({ min: -96, max: days * 96 + 96 }), fc.constantFrom(-1, 0))
    .map(([quarter, off]) => begins + quarter * 900_000 + off),
);

const overrides: fc.Arbitrary<CalendarOverride> = fc.record(
  {
    calendar: fc.constant('XTST'),
    date: dates,
    author: fc.constant('a test'),
    reason: fc.constant('to see what happens'),
    open: clocks,
    close: clocks,
    closed: fc.constant(false),
  },
  { requiredKeys: ['calendar', 'date', 'author', 'reason', 'closed'] },
);
export const anyOverride = fc.oneof(
  overrides,
  dates.map((date): CalendarOverride => ({ calendar: 'XTST', date, closed: true, author: 'a', reason: 'b' })),
);

const phaseSpans: fc.Arbitrary<PhaseSpan> = fc.record({
  phase: fc.constantFrom('pre-open', 'auction', 'open', 'post'),
  from: clocks,
  to: clocks,
  on: fc.constantFrom('full', 'half'),
  source: fc.constant('a test'),
  asOf: fc.constant('2026-01-01'),
});

/** A zone that changes its clock once while it is looked at, by half an hour to two hours either way. */
const changingZone = fc
  .tuple(
    fc.integer({ min: -48, max: 56 }).map((quarter) => quarter * 15),
    fc.integer({ min: 0, max: days * 24 }),
    fc.constantFrom(-120, -60, -30, 30, 60, 120),
  )
  .map(([minutes, hour, change]): Calendar['offsets'] => [
    [begins - 7 * dayMs, minutes],
    [begins + hour * 3_600_000, minutes + change],
  ]);
export const steadyZone = fc
  .integer({ min: -48, max: 56 })
  .map((quarter): Calendar['offsets'] => [[begins - 7 * dayMs, quarter * 15]]);

/** Two weeks of any venue there could be, and of some that could not. */
export function anyCalendar(zone = fc.oneof(changingZone, steadyZone)): fc.Arbitrary<Calendar> {
  return fc
    .record({
      offsets: zone,
      tradingDays: fc.constantFrom('1111100', '1111001', '1111111', '0000010'),
      open: clocks,
      close: clocks,
      breaks: fc.array(fc.tuple(clocks, clocks), { maxLength: 2 }),
      closures: fc.array(dates, { maxLength: 3 }),
      earlyCloses: fc.dictionary(dates, clocks, { maxKeys: 3 }),
      lateOpens: fc.dictionary(dates, clocks, { maxKeys: 3 }),
      phases: fc.array(phaseSpans, { maxLength: 3 }),
      overrides: fc.array(anyOverride, { maxLength: 2 }),
    })
    .map((plan) => venueOf({ ...plan, coveredFrom: dateOf(firstDay), coveredUntil: dateOf(firstDay + days - 1) }));
}
