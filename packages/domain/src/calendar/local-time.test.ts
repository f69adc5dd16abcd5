import { expect, test } from 'vitest';
import { instantOf, wallOf } from './local-time.ts';

// London in 2026: an hour ahead from 29 March, 01:00 UTC, until 25 October, 01:00 UTC.
const london: [number, number][] = [
  [Date.UTC(2025, 11, 1), 0],
  [Date.UTC(2026, 2, 29, 1), 60],
  [Date.UTC(2026, 9, 25, 1), 0],
];

test('CA-3 a clock that is jumped over means the jump', () => {
  const jump = Date.UTC(2026, 2, 29, 1);
  expect(instantOf(london, Date.UTC(2026, 2, 29, 0, 59))).toBe(jump - 60_000);
  for (const minute of [0, 30, 59]) expect(instantOf(london, Date.UTC(2026, 2, 29, 1, minute))).toBe(jump);
  expect(instantOf(london, Date.UTC(2026, 2, 29, 2))).toBe(jump);
  expect(instantOf(london, Date.UTC(2026, 2, 29, 2, 1))).toBe(jump + 60_000);
});

test('CA-3 a clock that exists twice means the first time', () => {
  expect(instantOf(london, Date.UTC(2026, 9, 25, 1, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
  expect(instantOf(london, Date.UTC(2026, 9, 25, 2))).toBe(Date.UTC(2026, 9, 25, 2));
  expect(wallOf(london, Date.UTC(2026, 9, 25, 0, 30))).toBe(wallOf(london, Date.UTC(2026, 9, 25, 1, 30)));
});
