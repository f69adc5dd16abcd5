import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNearEnd, topToShow, windowOf } from './window-of.ts';

const scrolled = fc.record({
  count: fc.integer({ min: 0, max: 20_000 }),
  rowHeight: fc.integer({ min: 20, max: 120 }),
  height: fc.integer({ min: 1, max: 2200 }),
  top: fc.integer({ min: -200, max: 2_600_000 }),
});

test('WI-41 whatever is scrolled, each row in sight is there, and never many more than that', () => {
  fc.assert(
    fc.property(scrolled, ({ count, rowHeight, height, top: wanted }) => {
      // A browser does not scroll past the end, but for the moment in which a list got shorter.
      const top = Math.min(wanted, Math.max(0, count * rowHeight - height));
      const { first, end } = windowOf({ count, rowHeight, height, top });
      expect(first).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(count);
      expect(end - first).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 18);
      for (const y of [Math.max(0, top), Math.max(0, top) + height - 1]) {
        const row = Math.floor(y / rowHeight);
        if (row < count) expect(row >= first && row < end).toBe(true);
      }
    }),
  );
});

test('WI-41 a list that got shorter than where it was scrolled to still shows its last rows', () => {
  const { first, end } = windowOf({ count: 10, rowHeight: 40, height: 400, top: 300_000 });
  expect([first, end]).toEqual([0, 10]);
});

test('WI-41 the chosen row comes whole into sight by the shortest way', () => {
  fc.assert(
    fc.property(scrolled, fc.nat({ max: 20_000 }), ({ rowHeight, height: any, top: from }, index) => {
      const height = Math.max(any, rowHeight);
      const top = topToShow(index, { rowHeight, height, top: Math.max(0, from) });
      expect(index * rowHeight).toBeGreaterThanOrEqual(top);
      expect((index + 1) * rowHeight).toBeLessThanOrEqual(top + height);
      expect(topToShow(index, { rowHeight, height, top })).toBe(top);
    }),
  );
});

test('WI-41 more is asked for before the end is in sight', () => {
  const list = { rowHeight: 40, height: 800 };
  expect(isNearEnd({ ...list, count: 200, top: 0 })).toBe(false);
  expect(isNearEnd({ ...list, count: 200, top: 6000 })).toBe(true);
  expect(isNearEnd({ ...list, count: 3, top: 0 })).toBe(true);
});
