import type { MarketState } from '@yagura/contract';
import { expect, test } from 'vitest';
import { countdown, marketsLine } from './markets-line.ts';
import { deskClock } from './site-clock.ts';

const now = Date.UTC(2026, 2, 2, 14, 3, 7);
const second = now / 1000;
const market = (calendar: string, phase: MarketState['phase'], next: MarketState['next']): MarketState => ({
  calendar,
  phase,
  since: null,
  next,
});

test('WI-28 markets that change next come first, each with what comes and in how long', () => {
  const line = marketsLine(
    [
      market('XTKS', 'closed', { at: now + 10 * 3_600_000, phase: 'open' }),
      market('XLON', 'open', { at: now + 2 * 3_600_000 + 14 * 60_000, phase: 'closed' }),
      market('XHKG', 'unknown', null),
      market('XPAR', 'open', { at: now + 90_000, phase: 'auction' }),
    ],
    second,
  );
  expect(line.map(({ name, next }) => [name, next])).toEqual([
    ['XPAR open', 'auction in 2 min'],
    ['XLON open', 'closes in 2 h 14'],
    ['XTKS closed', 'opens in 10 h 00'],
    ['XHKG phases unknown', null],
  ]);
});

test('WI-28 markets that go together are told as one, a few by name', () => {
  const next = { at: now + 3_600_000, phase: 'open' } as const;
  const line = marketsLine(
    ['D', 'C', 'B', 'A'].map((id) => market(id, 'closed', next)),
    second,
  );
  expect(line.map(({ name }) => name)).toEqual(['A B + 2 closed']);
  expect(marketsLine([market('B', 'closed', next), market('A', 'closed', next)], second)[0]?.name).toBe('A B closed');
});

test('WI-28 a phase whose end has come is over, also before the relay says so', () => {
  const [xlon] = marketsLine([market('XLON', 'open', { at: now, phase: 'closed' })], second);
  expect(xlon).toMatchObject({ phase: 'closed', name: 'XLON closed', next: null });
});

test('WI-28 a countdown is rounded up and reaches nothing at the instant itself', () => {
  expect([0, 1, 59.5, 60, 61, 3599, 3600, 8040, 200_000].map(countdown)).toEqual([
    '0 s',
    '1 s',
    '60 s',
    '1 min',
    '2 min',
    '1 h 00',
    '1 h 00',
    '2 h 14',
    '2 d',
  ]);
});

test('WI-29 clocks on tiles are the desk’s own, with the day where it is not of these hours', () => {
  const clock = deskClock('Europe/Zurich', second);
  expect(clock(now)).toBe('15:03');
  expect(clock(now + 3 * 86_400_000)).toBe('Thu 15:03');
});
