import { calendarOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { gatesAt } from '../rules/gates-at.ts';
import { marketState, standingOf } from './standing.ts';

const at = (hour: number, minute = 0, day = 4) => Date.UTC(2026, 2, day, hour, minute);
const weekdays = calendarOf({ tradingDays: '1111100' });

test('EX-4 a market tells its phase, since when, and what comes next', () => {
  expect(marketState(weekdays, at(9))).toEqual({
    calendar: 'TEST',
    phase: 'open',
    since: at(8),
    next: { at: at(16, 30), phase: 'closed' },
  });
  expect(marketState(weekdays, Date.UTC(2027, 5, 1))).toMatchObject({ phase: 'unknown', next: null });
});

test('EX-4 a calendar says in clocks of its venue where it stands, with the day where that is another one', () => {
  expect(standingOf(weekdays, at(9)).text).toBe(
    'TEST is open until 16:30, then closed (clocks of UTC). We are to be in session until 17:00.',
  );
  // A Friday evening.
  expect(standingOf(weekdays, at(20, 0, 6)).text).toBe(
    'TEST is closed until Mon 08:00, then open (clocks of UTC). No session until Mon 07:30.',
  );
  const tokyo = calendarOf({ timeZone: 'Asia/Tokyo', offsets: [[0, 540]] });
  expect(standingOf(tokyo, at(0)).text).toMatch(/^TEST is open until 16:30, then closed \(clocks of Asia\/Tokyo\)/);
  const long = calendarOf({
    closures: Array.from({ length: 20 }, (_, day) => `2026-03-${String(day + 5).padStart(2, '0')}`),
  });
  expect(standingOf(long, at(20)).text).toContain('closed until Wed 2026-03-25 08:00');
});

test('EX-4 beyond its coverage a calendar says that it does not know', () => {
  const { text, session, today } = standingOf(weekdays, Date.UTC(2027, 5, 1, 9));
  expect(text).toBe(
    'The phases of TEST are unknown: its calendar covers 2026-01-01 to 2026-12-31. Whether it is to be in session is unknown.',
  );
  expect(session.state).toBe('unknown');
  expect(today).toEqual({ date: '2027-06-01', clock: '09:00', trades: false });
});

test('EX-4 today is the trading day that runs, which overnight is tomorrow by the date', () => {
  expect(standingOf(weekdays, at(9, 5)).today).toEqual({ date: '2026-03-04', clock: '09:05', trades: true });
  const overnight = calendarOf({ open: '18:00', close: '17:00' });
  expect(standingOf(overnight, at(20)).today).toMatchObject({ date: '2026-03-05', trades: true });
  expect(standingOf(weekdays, at(9, 0, 7)).today).toMatchObject({ date: '2026-03-07', trades: false });
});

test('EX-3 gates follow session and phase, and are shut where nothing is known', () => {
  expect(gatesAt(weekdays, at(9))).toEqual({ session: true, market: true, continuous: true });
  expect(gatesAt(weekdays, at(7, 45))).toEqual({ session: true, market: false, continuous: false });
  expect(gatesAt(weekdays, at(20))).toEqual({ session: false, market: false, continuous: false });
  expect(gatesAt(weekdays, Date.UTC(2027, 5, 1, 9))).toEqual({ session: false, market: false, continuous: false });
  const auction = calendarOf({
    phases: [{ phase: 'auction', from: '16:30', to: '16:35', on: 'full', source: 'a test', asOf: '2026-01-01' }],
  });
  expect(gatesAt(auction, at(16, 31))).toEqual({ session: true, market: true, continuous: false });
});
