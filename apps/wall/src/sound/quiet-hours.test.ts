import { expect, test } from 'vitest';
import { isQuietAt } from './quiet-hours.ts';

test('WI-122 quiet hours are within a day or over midnight, their end excluded', () => {
  expect(['21:59', '22:00', '00:00', '05:59', '06:00'].map((clock) => isQuietAt('22:00-06:00', clock))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(['11:59', '12:00', '12:59', '13:00'].map((clock) => isQuietAt('12:00-13:00', clock))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isQuietAt('12:00-12:00', '12:00')).toBe(false);
  expect(isQuietAt(null, '12:00')).toBe(false);
});
