import { nextChange, nextOpen, phaseAt, sessionAt, tradingDayOn } from '@yagura/domain';
import { expect, test } from 'vitest';
import { localClock, shippedCalendar, withOverride } from '../test-support/shipped-calendars.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const phase = (id: string, text: string) => phaseAt(shippedCalendar(id), utc(text)).phase;

/** Hours of a date in local clocks, or what it is instead. */
function hours(id: string, date: string): string {
  const calendar = shippedCalendar(id);
  const day = tradingDayOn(calendar, date);
  if (!day) return 'closed';
  const clock = (instant: number) => localClock(calendar.timeZone, instant).slice(11);
  return [`${clock(day.opensAt)}-${clock(day.closesAt)}`, ...day.tags].join(' ');
}

test('CA-21 New York is closed at Thanksgiving and closes early on the day after', () => {
  expect(hours('XNYS', '2026-11-25')).toBe('09:30-16:00');
  expect(hours('XNYS', '2026-11-26')).toBe('closed');
  expect(hours('XNYS', '2026-11-27')).toBe('09:30-13:00 half');
  expect(phase('XNYS', '2026-11-27T17:59')).toBe('open');
  expect(phase('XNYS', '2026-11-27T18:00')).toBe('closed');
});

test('CA-21 London and Paris close early on Christmas Eve, Xetra does not open', () => {
  expect(hours('XLON', '2026-12-24')).toBe('08:00-12:30 half');
  expect(hours('XPAR', '2026-12-24')).toBe('09:00-14:05 half');
  expect(hours('XETR', '2026-12-24')).toBe('closed');
  expect(hours('XETR', '2026-12-30')).toBe('09:00-14:00 half');
  expect(
    ['08:49', '08:50', '09:00', '17:30', '17:35', '17:45'].map((clock) => phase('XETR', `2026-01-20T${clock}`)),
  ).toEqual(['open', 'open', 'open', 'closed', 'closed', 'closed']);
  expect(
    ['07:49', '07:50', '08:00', '16:30', '16:35', '16:45'].map((clock) => phase('XETR', `2026-01-20T${clock}`)),
  ).toEqual(['closed', 'auction', 'open', 'auction', 'post', 'closed']);
});

test('CA-21 Tokyo has lunch, and Hong Kong too but on half days', () => {
  expect(
    ['00:00', '02:29', '02:30', '03:29', '03:30', '06:24', '06:25', '06:30'].map((clock) =>
      phase('XTKS', `2026-03-03T${clock}`),
    ),
  ).toEqual(['open', 'open', 'break', 'break', 'open', 'open', 'auction', 'closed']);
  expect(hours('XTKS', '2026-12-31')).toBe('closed');
  expect(phase('XHKG', '2026-03-03T04:30')).toBe('break');
  expect(hours('XHKG', '2026-12-24')).toBe('09:30-12:00 half');
  expect(['01:15', '03:59', '04:05', '04:10', '05:30'].map((clock) => phase('XHKG', `2026-12-24T${clock}`))).toEqual([
    'pre-open',
    'open',
    'auction',
    'closed',
    'closed',
  ]);
});

test('CA-21 Chicago opens on Sunday evening and goes on without a halt that no source tells of', () => {
  const calendar = shippedCalendar('CMES');
  // 17:00 in Chicago, in winter and in summer.
  expect(nextChange(calendar, utc('2026-01-17T12:00'))).toEqual({ at: utc('2026-01-18T23:00'), phase: 'open' });
  expect(nextChange(calendar, utc('2026-06-06T12:00'))).toEqual({ at: utc('2026-06-07T22:00'), phase: 'open' });
  expect(phaseAt(calendar, utc('2026-06-10T21:30'))).toEqual({
    phase: 'open',
    since: utc('2026-06-07T22:00'),
    until: utc('2026-06-12T22:00'),
  });
  // Thanksgiving: until noon, and again from the evening for the day after.
  expect(hours('CMES', '2026-11-26')).toBe('17:00-12:00 half');
  expect(phaseAt(calendar, utc('2026-11-26T19:00'))).toEqual({
    phase: 'closed',
    since: utc('2026-11-26T18:00'),
    until: utc('2026-11-26T23:00'),
  });
  // Christmas is closed: its evening before does not open.
  expect(nextOpen(calendar, utc('2026-12-24T20:00'))).toBe(utc('2026-12-27T23:00'));
  expect(hours('IEPA', '2026-03-03')).toBe('20:00-18:00');
  expect(phase('IEPA', '2026-03-03T23:30')).toBe('closed');
});

test('CA-21 Riyadh trades on Sunday and not on Friday, Tel Aviv closes early on Friday', () => {
  expect(hours('XSAU', '2026-03-01')).toBe('10:00-15:00');
  expect(hours('XSAU', '2026-03-06')).toBe('closed');
  expect(hours('XSAU', '2026-03-07')).toBe('closed');
  expect(hours('XTAE', '2026-03-06')).toBe('09:59-13:50 half');
  expect(hours('XTAE', '2026-04-03')).toBe('09:59-14:15 half');
  expect(hours('XTAE', '2026-03-08')).toBe('closed');
});

test('CA-21 Seoul and São Paulo open late on their days, Santiago trades longer in summer', () => {
  expect(hours('XKRX', '2026-01-02')).toBe('10:00-15:30 late-open');
  expect(hours('BVMF', '2026-02-18')).toBe('13:00-18:00 late-open');
  expect(hours('XSGO', '2026-01-15')).toBe('09:30-17:00');
  expect(hours('XSGO', '2026-06-15')).toBe('09:30-16:00');
  expect(hours('XSGO', '2026-12-24')).toBe('09:30-12:30 half');
});

test('CA-21 a day that a venue announces is told by an override: Mumbai until 17:00', () => {
  const calendar = withOverride('XNSE', { date: '2026-02-24', close: '17:00' });
  expect(phaseAt(calendar, utc('2026-02-24T11:29'))).toMatchObject({ phase: 'open', until: utc('2026-02-24T11:30') });
  expect(sessionAt(calendar, utc('2026-02-24T11:59')).state).toBe('open');
  expect(phaseAt(calendar, utc('2026-02-25T10:30')).phase).toBe('closed');
});

const opensInUtc = (id: string, dates: readonly string[]) =>
  dates.map((date) => new Date(tradingDayOn(shippedCalendar(id), date)!.opensAt).toISOString().slice(11, 16));

test('CA-22 London and New York keep their clocks through the weeks in which only one has changed', () => {
  // America changes on 8 March and 1 November 2026, Europe on 29 March and 25 October.
  const dates = [
    '2026-03-06',
    '2026-03-09',
    '2026-03-27',
    '2026-03-30',
    '2026-10-23',
    '2026-10-26',
    '2026-10-30',
    '2026-11-02',
  ];
  expect(opensInUtc('XNYS', dates)).toEqual(['14:30', '13:30', '13:30', '13:30', '13:30', '13:30', '13:30', '14:30']);
  expect(opensInUtc('XLON', dates)).toEqual(['08:00', '08:00', '08:00', '07:00', '07:00', '08:00', '08:00', '08:00']);
  expect(opensInUtc('XETR', dates)).toEqual(opensInUtc('XLON', dates));
  // 2027: 14 March and 7 November, 28 March and 31 October.
  const next = ['2027-03-12', '2027-03-15', '2027-03-30', '2027-10-29', '2027-11-01', '2027-11-08'];
  expect(opensInUtc('XNYS', next)).toEqual(['14:30', '13:30', '13:30', '13:30', '13:30', '14:30']);
  expect(opensInUtc('XLON', next)).toEqual(['08:00', '08:00', '07:00', '07:00', '08:00', '08:00']);
});

test('CA-22 the southern summer ends when the northern one begins; where no clock changes none is changed', () => {
  const dates = ['2026-04-02', '2026-04-07', '2026-10-02', '2026-10-06'];
  expect(opensInUtc('XASX', dates)).toEqual(['23:00', '00:00', '00:00', '23:00']);
  expect(opensInUtc('XNZE', ['2026-04-02', '2026-04-07', '2026-09-25', '2026-09-28'])).toEqual([
    '21:00',
    '22:00',
    '22:00',
    '21:00',
  ]);
  expect(new Set(opensInUtc('XTKS', dates))).toEqual(new Set(['00:00']));
  expect(new Set(opensInUtc('BVMF', dates))).toEqual(new Set(['13:00']));
});

test('CA-22 a session that lies over the change of its clock is an hour longer or shorter', () => {
  const calendar = shippedCalendar('CMES');
  const length = (date: string) => {
    const day = tradingDayOn(calendar, date)!;
    return (day.closesAt - day.opensAt) / 3_600_000;
  };
  // The change falls into the night before the Sunday evening, so no day of Chicago's is touched.
  expect([length('2026-03-09'), length('2026-11-02')]).toEqual([24, 24]);
  const always = { ...calendar, tradingDays: '1111111' };
  const day = (date: string) => tradingDayOn(always, date)!;
  expect(
    [day('2026-03-08'), day('2026-11-01')].map(({ opensAt, closesAt }) => (closesAt - opensAt) / 3_600_000),
  ).toEqual([23, 25]);
});
