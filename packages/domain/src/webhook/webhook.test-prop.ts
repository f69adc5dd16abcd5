import {
  announcementKinds,
  deliveryTriedForMs,
  type Announcement,
  type Priority,
  type Scope,
  type Subscription,
} from '@yagura/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithin, wholeDesk } from '../people/scope.ts';
import { nextAttempt } from './next-attempt.ts';
import { wants } from './wants.ts';

const ids = ['ldn', 'nyc', 'tyo'];
const part = fc.oneof(fc.constant('all' as const), fc.subarray(ids, { minLength: 1 }));
const scope: fc.Arbitrary<Scope> = fc.record({ sites: part, owners: part });
const priority = fc.constantFrom<Priority>(1, 2, 3);
const kind = fc.constantFrom(...announcementKinds);
const kinds = fc.oneof(fc.constant('all' as const), fc.subarray([...announcementKinds], { minLength: 1 }));
const place = fc.record({ site: fc.constantFrom(...ids), owner: fc.constantFrom(...ids, null) });
const announcement: fc.Arbitrary<Pick<Announcement, 'kind' | 'priority' | 'places'>> = fc.record(
  { kind, priority, places: fc.array(place, { maxLength: 4 }) },
  { requiredKeys: ['kind', 'priority'] },
);
const subscription: fc.Arbitrary<Pick<Subscription, 'scope' | 'least' | 'kinds'>> = fc.record({
  scope,
  least: priority,
  kinds,
});

test('WH-2 whoever subscribes to more gets whatever they got before', () => {
  fc.assert(
    fc.property(subscription, announcement, scope, (narrow, told, other) => {
      if (!wants(narrow, told)) return;
      expect(wants({ ...narrow, least: 3 }, told)).toBe(true);
      expect(wants({ ...narrow, kinds: 'all' }, told)).toBe(true);
      if (isWithin(narrow.scope, other)) expect(wants({ ...narrow, scope: other }, told)).toBe(true);
    }),
  );
});

test('WH-2 the whole desk, every priority and every kind is everything', () => {
  const everything = { scope: wholeDesk, least: 3, kinds: 'all' } as const;
  fc.assert(fc.property(announcement, (told) => wants(everything, told)));
});

test('WH-2 what is less urgent, of another kind or wholly elsewhere is not asked for', () => {
  const subscribed = { scope: { sites: ['ldn'], owners: ['fx'] }, least: 2, kinds: ['opened' as const] } as const;
  const told = { kind: 'opened', priority: 2, places: [{ site: 'ldn', owner: 'fx' }] } as const;
  const asked = { ...subscribed, scope: { sites: ['ldn'], owners: ['fx'] }, kinds: [...subscribed.kinds] };
  const ask = (change: Partial<Pick<Announcement, 'kind' | 'priority' | 'places'>>) =>
    wants(asked, { ...told, places: [...told.places], ...change });
  expect(ask({})).toBe(true);
  expect(ask({ priority: 1 })).toBe(true);
  expect(ask({ priority: 3 })).toBe(false);
  expect(ask({ kind: 'recovered' })).toBe(false);
  expect(ask({ places: [{ site: 'nyc', owner: 'fx' }] })).toBe(false);
  expect(ask({ places: [{ site: 'ldn', owner: null }] })).toBe(false);
  expect(
    ask({
      places: [
        { site: 'nyc', owner: null },
        { site: 'ldn', owner: 'fx' },
      ],
    }),
  ).toBe(true);
});

const tried = fc.record({
  attempts: fc.integer({ min: 1, max: 200 }),
  queuedAt: fc.integer({ min: 0, max: 1e12 }),
  waited: fc.integer({ min: 0, max: 2 * deliveryTriedForMs }),
  askedMs: fc.integer({ min: 0, max: 1e9 }),
  chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

test('WH-5 it is tried again after no less than a few seconds and no more than an hour and a quarter, and never after a day', () => {
  fc.assert(
    fc.property(tried, ({ waited, ...rest }) => {
      const now = rest.queuedAt + waited;
      const next = nextAttempt({ ...rest, now });
      if (next === null) {
        expect(waited).toBeGreaterThan(deliveryTriedForMs - 75 * 60_000);
        return;
      }
      expect(next - now).toBeGreaterThanOrEqual(3750);
      expect(next - now).toBeLessThanOrEqual(75 * 60_000);
      expect(next - rest.queuedAt).toBeLessThanOrEqual(deliveryTriedForMs);
    }),
  );
});

test('WH-5 a target that is dead for a day is tried some thirty times, each wait longer than the one before, up to an hour', () => {
  const waits: number[] = [];
  let now = 0;
  for (let attempts = 1; ; attempts += 1) {
    const next = nextAttempt({ attempts, queuedAt: 0, now, askedMs: 0, chance: 0.5 });
    if (next === null) break;
    waits.push(next - now);
    now = next;
  }
  expect(waits.length).toBeGreaterThan(25);
  expect(waits.length).toBeLessThan(40);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.at(-1)).toBe(3_600_000);
});

test('WH-5 a receiver that asks for time gets it, up to an hour', () => {
  const once = { attempts: 1, queuedAt: 0, now: 0, chance: 0 };
  expect(nextAttempt({ ...once, askedMs: 60_000 })).toBe(60_000);
  expect(nextAttempt({ ...once, askedMs: 1e12 })).toBe(3_600_000);
});
