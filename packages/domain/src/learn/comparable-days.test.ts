import { expect, test } from 'vitest';
import { calendarOf } from '@yagura/testkit';
import { comparableDays, dayBefore } from './comparable-days.ts';

const hour = 3_600_000;
const london = calendarOf({
  id: 'XLON',
  tradingDays: '1111100',
  earlyCloses: { '2026-10-14': '12:30' },
  closures: ['2026-10-09'],
  // British summer time ends on 2026-10-25.
  offsets: [
    [0, 60],
    [Date.UTC(2026, 9, 25, 1), 0],
  ],
});
const datesOf = (days: readonly { readonly from: number }[]) => days.map(({ from }) => dayBefore(from, 0).slice(5));

test('LE-14 comparable are the newest ten days of the same length, expiries with expiries', () => {
  const like = ['10-02', '10-05', '10-06', '10-07', '10-08', '10-12', '10-13', '10-15', '10-19', '10-20'];
  expect(datesOf(comparableDays(london, '2026-10-21'))).toEqual(like);
  expect(datesOf(comparableDays(london, '2026-10-16'))).toEqual(['09-18']);
  expect(comparableDays(london, '2027-03-01')).toEqual([]);
});

test('LE-14 the same minute is the same by the clock of the venue, also when that was changed in between', () => {
  const days = comparableDays(london, '2026-10-26');
  expect(days.at(-1)).toMatchObject({ from: Date.UTC(2026, 9, 23, 7), shiftMs: 73 * hour });
});

test('LE-14 what follows no calendar is compared with working days or with weekends', () => {
  const days = comparableDays(null, '2026-10-24');
  expect(datesOf(days)).toEqual(['10-18', '10-17', '10-11', '10-10', '10-04', '10-03', '09-27', '09-26']);
  expect(days[0]).toMatchObject({ shiftMs: 6 * 24 * hour });
});
