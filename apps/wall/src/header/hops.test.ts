import { expect, test } from 'vitest';
import { pulse } from '../test-support/board.ts';
import { hopAge, hopsOf } from './hops.ts';
import { siteClock, siteSeconds, zonesOf } from './site-clock.ts';

test('WI-22 each hop is named with its age, and one that is gone is marked', () => {
  const hops = { collectors: [{ id: 'a', ageMs: 60, blind: false }], redisMs: null, engineMs: 4000, relayMs: 2 };
  expect(hopsOf(pulse(0, { hops }))).toEqual([
    { name: 'collector', ageMs: 60, lost: false },
    { name: 'Redis', ageMs: null, lost: true },
    { name: 'engine', ageMs: 4000, lost: true },
    { name: 'relay', ageMs: 2, lost: false },
  ]);
});

test('WI-22 who sees none of the collectors is told of the other hops', () => {
  const hops = { collectors: [], redisMs: 1, engineMs: 1, relayMs: 1 };
  expect(hopsOf(pulse(0, { hops })).map(({ name, lost }) => [name, lost])).toEqual([
    ['Redis', false],
    ['engine', false],
    ['relay', false],
  ]);
});

test('WI-22 of several collectors it says how many hear, and the age of the slowest that does', () => {
  const collectors = [
    { id: 'a', ageMs: 60, blind: false },
    { id: 'b', ageMs: 9000, blind: true },
  ];
  const [first] = hopsOf(pulse(0, { hops: { collectors, redisMs: 1, engineMs: 1, relayMs: 1 } }));
  expect(first).toEqual({ name: '1/2 collectors', ageMs: 60, lost: true });
  expect([null, 20, 1234, 12_000].map(hopAge)).toEqual(['away', '< 0.1 s', '1.2 s', '12 s']);
});

test('WI-22 sites show their own time', () => {
  const noon = Date.UTC(2026, 6, 1, 12, 0);
  expect(siteClock(noon, 'Asia/Hong_Kong')).toBe('20:00');
  expect(siteClock(noon, 'Europe/London')).toBe('13:00');
});

test('WI-104 the clocks of sites have seconds, and sites of one zone have one', () => {
  expect(siteSeconds(Date.UTC(2026, 6, 1, 12, 0, 7), 'Asia/Hong_Kong')).toBe('20:00:07');
  const site = (id: string, timeZone: string) => ({ id, name: id, timeZone, region: 'Europe', witnesses: [] });
  const sites = [site('ldn', 'Europe/London'), site('zrh', 'Europe/Zurich'), site('slough', 'Europe/London')];
  expect(zonesOf(sites).map(({ id }) => id)).toEqual(['ldn', 'zrh']);
});
