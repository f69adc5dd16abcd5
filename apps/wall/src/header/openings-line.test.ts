import { expect, test } from 'vitest';
import { openingsLine } from './openings-line.ts';

const at = Date.UTC(2026, 2, 2, 8);
const opening = {
  calendar: 'XLON',
  at,
  until: at + 600_000,
  expected: 42,
  ready: 37,
  missing: ['gw-1', 'gw-2', 'gw-3'],
};

test('WI-30 a market that opened as predicted is one line for ten minutes, with who was not ready', () => {
  expect(openingsLine([opening], at / 1000 + 599)).toEqual([
    { calendar: 'XLON', text: 'XLON opened: 37 of 42 ready', missing: 'not gw-1, gw-2, gw-3 + 2' },
  ]);
  expect(openingsLine([opening], at / 1000 + 600)).toEqual([]);
  expect(openingsLine([{ ...opening, ready: 42, missing: [] }], at / 1000)[0]?.missing).toBe(null);
});
