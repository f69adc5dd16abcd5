import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recursSchema, type Recurs } from '@yagura/contract';
import { propertyRuns } from '@yagura/testkit';
import { dateOf, dayMs, dayOf, sinceMidnight, weekdayOf } from '../calendar/civil.ts';
import { wallOf } from '../calendar/local-time.ts';
import { expandWindows } from './expand-windows.ts';

const hour = 3_600_000;
/** London, with both changes of its clock in 2026. */
const spring = Date.UTC(2026, 2, 29, 1);
const autumn = Date.UTC(2026, 9, 25, 1);
const london = [
  [0, 0],
  [spring, 60],
  [autumn, 0],
] as [number, number][];

function recursOf(more: Partial<Recurs>): Recurs {
  const base = {
    zone: 'Europe/London',
    weekdays: [6],
    at: '22:00',
    lastsMs: 2 * hour,
    firstDate: '2026-03-01',
    lastDate: '2026-04-30',
  };
  return recursSchema.parse({ ...base, ...more });
}

function windowsOf(recurs: Recurs) {
  const expanded = expandWindows(recurs, london);
  return 'windows' in expanded ? expanded.windows : expect.fail(expanded.problem);
}

test('WV-20 work that recurs begins by the clocks of its zone, on both sides of both changes, and lasts its time', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: dayOf('2026-01-01'), max: dayOf('2026-12-01') }),
      fc.integer({ min: 0, max: 60 }),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      fc.integer({ min: 0, max: 95 }),
      (day, days, weekdays, quarter) => {
        const at = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
        const recurs = recursOf({ weekdays, at, firstDate: dateOf(day), lastDate: dateOf(day + days), lastsMs: hour });
        const expanded = expandWindows(recurs, london);
        const wanted = Array.from({ length: days + 1 }, (_, n) => day + n).filter((each) =>
          weekdays.includes(weekdayOf(each)),
        );
        if ('problem' in expanded) {
          expect(wanted).toEqual([]);
          return;
        }
        expect(expanded.windows).toHaveLength(wanted.length);
        for (const [index, { from, until }] of expanded.windows.entries()) {
          expect(until - from).toBe(hour);
          const wall = (wanted[index] ?? 0) * dayMs + sinceMidnight(at);
          // A clock that is jumped over means the jump itself.
          expect(wallOf(london, from)).toBe(from === spring ? spring + hour : wall);
        }
      },
    ),
    propertyRuns(1000),
  );
}, 60_000);

test('WV-20 a time that exists twice is the first, one that is jumped over is the jump', () => {
  const sunday = (date: string, at: string) =>
    windowsOf(recursOf({ weekdays: [7], at, firstDate: date, lastDate: date }))[0]?.from;
  expect(sunday('2026-03-29', '01:30')).toBe(spring);
  expect(sunday('2026-10-25', '01:30')).toBe(Date.UTC(2026, 9, 25, 0, 30));
});

test('WV-21 the first or the last such day of a month; windows that touch are one', () => {
  const dates = (nth: Recurs['nth']) =>
    windowsOf(recursOf({ nth })).map(({ from }) => new Date(from).toISOString().slice(0, 10));
  expect(dates(1)).toEqual(['2026-03-07', '2026-04-04']);
  expect(dates('last')).toEqual(['2026-03-28', '2026-04-25']);
  expect(
    windowsOf(recursOf({ weekdays: [1, 2, 3], lastsMs: 24 * hour, firstDate: '2026-06-01', lastDate: '2026-06-03' })),
  ).toHaveLength(1);
});

test('WV-22 what makes no window, or too many, is refused with the field and the reason', () => {
  const problem = (more: Partial<Recurs>) => {
    const expanded = expandWindows(recursOf(more), london);
    return 'problem' in expanded ? expanded.problem : 'none';
  };
  expect(problem({ lastDate: '2026-02-01' })).toBe('lastDate: lies before firstDate');
  expect(problem({ firstDate: '2026-03-02', lastDate: '2026-03-03' })).toBe(
    'weekdays: there is no such day between firstDate and lastDate',
  );
  expect(problem({ lastDate: '2030-01-01' })).toMatch(/more than 800 days/);
  expect(problem({ weekdays: [1, 2, 3, 4, 5, 6, 7], lastDate: '2027-03-01' })).toMatch(/366 windows are too many/);
});
