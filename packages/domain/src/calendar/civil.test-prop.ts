import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayMs, dayOf, weekdayOf } from './civil.ts';

test('CA-3 a date is its number of days since 1970, forwards and backwards, with its weekday', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
      const instant = new Date(day * dayMs);
      expect(dateOf(day)).toBe(instant.toISOString().slice(0, 10));
      expect(dayOf(dateOf(day))).toBe(day);
      expect(weekdayOf(day) % 7).toBe(instant.getUTCDay());
    }),
    propertyRuns(2000),
  );
});
