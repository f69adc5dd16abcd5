import type { PhaseSpan } from '@yagura/contract';
import { expect, test } from 'vitest';
import { venueOf } from '../testing/calendars.ts';
import { anchorInstant } from './anchor.ts';
import { overrideProblem } from './check-override.ts';
import { calendarEnds } from './coverage.ts';
import { nextChange, phaseAt } from './market.ts';
import { inResetWindow } from './resets.ts';
import { sessionAt } from './session.ts';
import { nextOpen, tradingDayOn, tradingDaysBetween } from './trading-days.ts';

const at = (text: string) => Date.parse(`${text}Z`);
const span = (phase: PhaseSpan['phase'], from: string, to: string, on: PhaseSpan['on'] = 'full'): PhaseSpan => ({
  phase,
  from,
  to,
  on,
  source: 'a test',
  asOf: '2026-01-01',
});
const said = { calendar: 'XTST', author: 'A. Operator', reason: 'announced this morning' };

test('CA-2 outside of what is covered nothing is known, and beyond it nothing changes', () => {
  const calendar = venueOf();
  const before = phaseAt(calendar, at('2025-12-31T12:00'));
  expect(before).toEqual({ phase: 'unknown', since: null, until: at('2026-01-01T00:00') });
  const after = phaseAt(calendar, at('2027-03-01T12:00'));
  expect(after).toEqual({ phase: 'unknown', since: at('2027-01-01T00:00'), until: null });
  expect(nextChange(calendar, at('2026-12-31T17:00'))).toEqual({ at: at('2027-01-01T00:00'), phase: 'unknown' });
  expect(nextChange(calendar, at('2027-01-01T00:00'))).toBeNull();
  expect(nextOpen(calendar, at('2026-12-31T09:00'))).toBeNull();
  expect(sessionAt(calendar, at('2027-03-01T12:00')).state).toBe('unknown');
});

test('CA-5 overnight, a day begins on the evening before it, and days that touch are one', () => {
  const calendar = venueOf({
    open: '17:00',
    close: '17:00',
    closures: ['2026-12-25'],
    earlyCloses: { '2026-12-24': '12:00' },
  });
  // Sunday evening to Thursday noon without a halt; Friday is closed, so Thursday evening does not open.
  expect(phaseAt(calendar, at('2026-12-22T17:00'))).toEqual({
    phase: 'open',
    since: at('2026-12-20T17:00'),
    until: at('2026-12-24T12:00'),
  });
  expect(phaseAt(calendar, at('2026-12-24T18:00'))).toMatchObject({ phase: 'closed', until: at('2026-12-27T17:00') });
  expect(tradingDayOn(calendar, '2026-12-24')).toMatchObject({ opensAt: at('2026-12-23T17:00'), tags: ['half'] });
  const gap = venueOf({ open: '20:00', close: '18:00' });
  expect(phaseAt(gap, at('2026-03-03T19:00'))).toMatchObject({ phase: 'closed', until: at('2026-03-03T20:00') });
  // The evening of the last day belongs to a day of which nothing is known.
  expect(phaseAt(gap, at('2026-12-31T20:00')).phase).toBe('unknown');
});

test('CA-6 a break interrupts the hours, and an early close leaves out what comes after it', () => {
  const calendar = venueOf({
    breaks: [['12:00', '13:00']],
    earlyCloses: { '2026-12-24': '12:00' },
    lateOpens: { '2026-01-05': '10:00' },
  });
  expect(phaseAt(calendar, at('2026-03-03T12:00'))).toEqual({
    phase: 'break',
    since: at('2026-03-03T12:00'),
    until: at('2026-03-03T13:00'),
  });
  expect(tradingDayOn(calendar, '2026-12-24')).toMatchObject({ breaks: [], tags: ['half'] });
  expect(phaseAt(calendar, at('2026-12-24T12:30')).phase).toBe('closed');
  expect(tradingDayOn(calendar, '2026-01-05')).toMatchObject({ opensAt: at('2026-01-05T10:00'), tags: ['late-open'] });
});

test('CA-7 phases are told as far as their source goes: not around an unusual open or close', () => {
  const phases = [
    span('pre-open', '07:00', '08:00'),
    span('auction', '16:25', '16:30'),
    span('post', '16:30', '17:00'),
    span('auction', '12:00', '12:05', 'half'),
  ];
  const calendar = venueOf({ phases, earlyCloses: { '2026-12-24': '12:00' }, lateOpens: { '2026-01-05': '10:00' } });
  const phaseOf = (text: string) => phaseAt(calendar, at(text)).phase;
  expect(['07:30', '08:00', '16:25', '16:30', '17:00'].map((clock) => phaseOf(`2026-03-03T${clock}`))).toEqual([
    'pre-open',
    'open',
    'auction',
    'post',
    'closed',
  ]);
  expect(['07:30', '12:02', '16:27', '16:45'].map((clock) => phaseOf(`2026-12-24T${clock}`))).toEqual([
    'pre-open',
    'auction',
    'closed',
    'closed',
  ]);
  expect(['07:30', '09:00', '16:45'].map((clock) => phaseOf(`2026-01-05T${clock}`))).toEqual([
    'closed',
    'closed',
    'post',
  ]);
  const overridden = { ...calendar, overrides: [{ ...said, date: '2026-12-24', close: '12:00' }] };
  expect(phaseAt(overridden, at('2026-12-24T12:02')).phase).toBe('closed');
});

test('CA-7 overnight, what follows the close and what leads to the open lie between them, and hours say more than both', () => {
  const phases = [
    span('auction', '15:00', '15:30'),
    span('post', '15:30', '16:30'),
    span('pre-open', '16:00', '17:00'),
  ];
  const calendar = venueOf({ open: '17:00', close: '15:00', phases });
  const phaseOf = (text: string) => phaseAt(calendar, at(text)).phase;
  expect(['14:59', '15:00', '15:30', '16:29', '16:30', '17:00'].map((clock) => phaseOf(`2026-03-03T${clock}`))).toEqual(
    ['open', 'auction', 'post', 'post', 'pre-open', 'open'],
  );
  expect(['15:30', '16:45'].map((clock) => phaseOf(`2026-03-06T${clock}`))).toEqual(['post', 'closed']);
  expect(['15:30', '16:45'].map((clock) => phaseOf(`2026-03-08T${clock}`))).toEqual(['closed', 'pre-open']);
  const long = venueOf({ open: '17:00', close: '16:00', phases: [span('post', '16:00', '18:00')] });
  expect(phaseAt(long, at('2026-03-03T16:30'))).toMatchObject({ phase: 'post', until: at('2026-03-03T17:00') });
  expect(phaseAt(long, at('2026-03-06T17:30')).phase).toBe('post');
});

test('CA-8 we connect before the open and leave after the close, through breaks; sessions that touch are one', () => {
  const calendar = venueOf({ breaks: [['12:00', '13:00']] });
  expect(sessionAt(calendar, at('2026-03-03T12:30'))).toEqual({
    state: 'open',
    since: at('2026-03-03T07:00'),
    until: at('2026-03-03T17:00'),
  });
  expect(sessionAt(calendar, at('2026-03-03T17:00'))).toMatchObject({ state: 'closed', until: at('2026-03-04T07:00') });
  const overnight = venueOf({ open: '17:00', close: '16:00' });
  expect(sessionAt(overnight, at('2026-03-03T16:30'))).toEqual({
    state: 'open',
    since: at('2026-03-01T16:00'),
    until: at('2026-03-06T16:30'),
  });
});

test('CA-9 a scheduled reset closes the session for its window, also over midnight', () => {
  const resets = [{ days: [1, 2, 3, 4], from: '23:30', to: '00:30' }];
  const calendar = venueOf({
    open: '17:00',
    close: '16:00',
    session: { before: 3_600_000, after: 1_800_000, resets },
  });
  expect(['23:29', '23:30', '23:59'].map((clock) => inResetWindow(calendar, at(`2026-03-03T${clock}`)))).toEqual([
    false,
    true,
    true,
  ]);
  expect([inResetWindow(calendar, at('2026-03-04T00:29')), inResetWindow(calendar, at('2026-03-04T00:30'))]).toEqual([
    true,
    false,
  ]);
  expect(sessionAt(calendar, at('2026-03-04T00:00'))).toEqual({
    state: 'closed',
    since: at('2026-03-03T23:30'),
    until: at('2026-03-04T00:30'),
  });
  expect(inResetWindow(calendar, at('2026-03-06T23:45'))).toBe(false);
});

test('CA-10 an override closes a day, moves its hours, or opens one that is usually closed', () => {
  const of = (override: { date: string; closed?: boolean; open?: string; close?: string }) =>
    tradingDayOn(venueOf({ closures: ['2026-04-03'], overrides: [{ ...said, ...override }] }), override.date);
  expect(of({ date: '2026-03-03', closed: true })).toBeNull();
  expect(of({ date: '2026-03-03', close: '17:00' })).toMatchObject({
    closesAt: at('2026-03-03T17:00'),
    tags: ['override'],
  });
  expect(of({ date: '2026-03-03', open: '10:00' })?.tags).toEqual(['late-open', 'override']);
  expect(of({ date: '2026-04-03', closed: false })).toMatchObject({ opensAt: at('2026-04-03T08:00') });
  expect(of({ date: '2026-03-07', open: '10:00', close: '12:00' })).toMatchObject({
    opensAt: at('2026-03-07T10:00'),
    tags: ['half', 'late-open', 'override'],
  });
});

test('CA-10 of two overrides of one day the later one holds', () => {
  const overrides = [
    { ...said, date: '2026-03-03', closed: true },
    { ...said, date: '2026-03-03', close: '12:00' },
  ];
  expect(tradingDayOn(venueOf({ overrides }), '2026-03-03')).toMatchObject({ closesAt: at('2026-03-03T12:00') });
});

test('CA-11 an override that cannot mean what it says is refused with the reason', () => {
  const calendar = venueOf();
  expect(overrideProblem(calendar, { ...said, date: '2026-03-03', close: '17:00' })).toBeNull();
  expect(overrideProblem(calendar, { ...said, date: '2026-03-03', closed: true })).toBeNull();
  expect(overrideProblem(calendar, { ...said, date: '2027-03-03', closed: true })).toContain(
    '2026-01-01 to 2026-12-31',
  );
  expect(overrideProblem(calendar, { ...said, date: '2026-03-03', close: '07:00' })).toContain('close before it opens');
});

test('CA-12 the end of a break is no opening', () => {
  const calendar = venueOf({ breaks: [['12:00', '13:00']] });
  expect(nextOpen(calendar, at('2026-03-03T12:30'))).toBe(at('2026-03-04T08:00'));
  expect(nextOpen(calendar, at('2026-03-04T07:59'))).toBe(at('2026-03-04T08:00'));
  expect(nextOpen(calendar, at('2026-03-04T08:00'))).toBe(at('2026-03-05T08:00'));
});

test('CA-13 a trading day tells its hours, session and breaks; days between are those that are open in between', () => {
  const calendar = venueOf({ breaks: [['12:00', '13:00']] });
  expect(tradingDayOn(calendar, '2026-03-03')).toEqual({
    date: '2026-03-03',
    opensAt: at('2026-03-03T08:00'),
    closesAt: at('2026-03-03T16:30'),
    sessionFrom: at('2026-03-03T07:00'),
    sessionUntil: at('2026-03-03T17:00'),
    breaks: [[at('2026-03-03T12:00'), at('2026-03-03T13:00')]],
    tags: [],
  });
  expect(tradingDayOn(calendar, '2026-03-07')).toBeNull();
  const between = tradingDaysBetween(calendar, at('2026-03-05T16:29'), at('2026-03-10T08:00'));
  expect(between.map(({ date }) => date)).toEqual(['2026-03-05', '2026-03-06', '2026-03-09']);
});

test('CA-14 an anchor is an instant of a trading day', () => {
  const calendar = venueOf({ earlyCloses: { '2026-12-24': '12:30' }, offsets: [[at('2025-12-01T00:00'), 60]] });
  const day = tradingDayOn(calendar, '2026-12-24')!;
  const clocks = ['open', 'open-30m', 'close+2h', 'session', 'session-1.5h', 'local 07:00', 'local 07:00+15min'].map(
    (anchor) => new Date(anchorInstant(day, anchor, calendar)).toISOString().slice(11, 16),
  );
  expect(clocks).toEqual(['07:00', '06:30', '13:30', '06:00', '04:30', '06:00', '06:15']);
  for (const wrong of ['noon', 'open-', 'open-5 weeks', 'local 7:00', ''])
    expect(() => anchorInstant(day, wrong, calendar)).toThrow('no anchor');
});

test('CA-15 a calendar tells how many days of its venue it still covers', () => {
  const calendar = venueOf({ offsets: [[at('2025-12-01T00:00'), 600]] });
  expect(calendarEnds(calendar, at('2026-11-01T00:00'))).toBe(60);
  expect(calendarEnds(calendar, at('2026-12-31T13:59'))).toBe(0);
  expect(calendarEnds(calendar, at('2026-12-31T14:00'))).toBe(-1);
});
