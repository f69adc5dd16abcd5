import type { MarketState, Phase } from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deskClock } from './site-clock.ts';
import { countdown, venueBand } from './venue-band.ts';

const now = Date.UTC(2026, 2, 2, 14, 3, 7);
const second = now / 1000;
const minute = 60_000;
const market = (calendar: string, phase: MarketState['phase'], next: MarketState['next']): MarketState => ({
  calendar,
  phase,
  since: null,
  next,
});

test('WI-28 each market has its place with its phase, what comes next and in how long', () => {
  const markets = [
    market('XTKS', 'closed', { at: now + 11 * 60 * minute, phase: 'pre-open' }),
    market('XLON', 'open', { at: now + 134 * minute, phase: 'closed' }),
    market('XHKG', 'unknown', null),
    market('XPAR', 'open', { at: now + 90_000, phase: 'auction' }),
  ];
  const { tiles, rest } = venueBand(markets, second, 4);
  expect(
    tiles.map(({ calendar, phaseWord, next, soon }) => [
      calendar,
      phaseWord,
      next && `${next.words} in ${next.left}`,
      soon,
    ]),
  ).toEqual([
    ['XTKS', 'closed', 'pre-open in 11 h', false],
    ['XLON', 'open', 'closes in 2 h 14', false],
    ['XHKG', 'unknown', null, false],
    ['XPAR', 'open', 'auction in 2 min', true],
  ]);
  expect(rest).toBeNull();
});

test('WI-28 what changes within a quarter of an hour is set apart, to the second', () => {
  const at = (left: number) => venueBand([market('A', 'closed', { at: now + left, phase: 'open' })], second, 9);
  expect(at(15 * minute + 1000).tiles[0]?.soon).toBe(false);
  expect(at(15 * minute).tiles[0]?.soon).toBe(true);
});

test('WI-28 none is lost: what has no tile is counted with its phase, and it is what changes last', () => {
  const phases: Phase[] = ['open', 'closed', 'break', 'unknown'];
  const any = fc.array(
    fc.record({ phase: fc.constantFrom(...phases), left: fc.option(fc.integer({ min: 1, max: 1e8 })) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 20 }), (found, room) => {
      const markets = found.map(({ phase, left }, at) =>
        market(`M${at}`, phase, left === null ? null : { at: now + left, phase: 'open' }),
      );
      const { tiles, rest } = venueBand(markets, second, room);
      expect(tiles.length + (rest === null ? 0 : 1)).toBeLessThanOrEqual(room);
      expect(tiles.length + Number(rest?.match(/^\d+/)?.[0] ?? 0)).toBe(markets.length);
      const order = tiles.map(({ calendar }) => Number(calendar.slice(1)));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      const shown = new Set(order);
      const left = (at: number) => found[at]?.left ?? Infinity;
      const latest = Math.max(0, ...order.map(left));
      for (const at of found.keys()) if (!shown.has(at)) expect(left(at)).toBeGreaterThanOrEqual(latest);
    }),
  );
  expect(venueBand([market('A', 'closed', null), market('B', 'closed', null)], second, 1).rest).toBe('2 more closed');
  const many = ['A', 'B', 'C', 'D'].map((id, at) => market(id, at > 1 ? 'closed' : 'open', null));
  expect(venueBand(many, second, 2).rest).toBe('3 more: 1 open');
});

test('WI-28 a phase whose end has come is over, also before the relay says so', () => {
  const [xlon] = venueBand([market('XLON', 'open', { at: now, phase: 'closed' })], second, 3).tiles;
  expect(xlon).toMatchObject({ phase: 'closed', phaseWord: 'closed', next: null, soon: false });
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
