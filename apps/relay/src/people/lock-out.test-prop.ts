import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLockOut } from './lock-out.ts';

const longestMs = 60_000;

test('PE-12 each miss past the free ones doubles the wait, up to the longest, and rightness ends it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 40 }), (free, misses) => {
      const lock = createLockOut({ now: () => 0, free, longestMs, most: 10 });
      for (let n = 0; n < misses; n += 1) lock.count('mei');
      const past = misses - free;
      expect(lock.waitMs('mei')).toBe(past < 0 ? 0 : Math.min(longestMs, 1000 * 2 ** past));
      expect(lock.waitMs('kim')).toBe(0);
      lock.forget('mei');
      expect(lock.waitMs('mei')).toBe(0);
    }),
  );
});

test('PE-12 what is taken back leaves no trace, and an hour of quiet forgets', () => {
  let now = 0;
  const lock = createLockOut({ now: () => now, free: 2, longestMs, most: 10 });
  lock.count('a');
  lock.count('a');
  lock.takeBack('a');
  expect(lock.waitMs('a')).toBe(0);
  lock.takeBack('a');
  lock.takeBack('a');
  expect(lock.size()).toBe(0);
  lock.count('a');
  lock.count('a');
  expect(lock.waitMs('a')).toBe(1000);
  now = 3_700_000;
  lock.count('a');
  expect(lock.waitMs('a')).toBe(0);
});

test('PE-12 however many names are tried, no more than the bound are remembered, the newest of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }),
      fc.integer({ min: 1, max: 20 }),
      (names, most) => {
        const lock = createLockOut({ now: () => 0, free: 1, longestMs, most });
        for (const name of names) lock.count(String(name));
        expect(lock.size()).toBeLessThanOrEqual(most);
        const last = names.at(-1);
        if (last !== undefined) expect(lock.waitMs(String(last))).toBeGreaterThan(0);
      },
    ),
  );
});
