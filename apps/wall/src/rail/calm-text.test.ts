import { expect, test } from 'vitest';
import { headText } from './calm-text.ts';

const well = { down: 0, 'no-sight': 0, degraded: 0, planned: 1, closed: 2, ok: 5 };
const calm = { muted: 0, covered: false, findings: 0, counts: well };

test('WI-14 calm is claimed only where it is known and nothing asks for somebody', () => {
  expect(headText(calm)).toBe('Nothing needs you.');
  expect(headText({ ...calm, covered: true })).toBe('Nothing is known now.');
  expect(headText({ ...calm, findings: 1 })).toBe('No alarm.');
  expect(headText({ ...calm, counts: { ...well, 'no-sight': 3 } })).toBe('No alarm.');
  expect(headText({ ...calm, counts: { ...well, planned: 0, closed: 0, ok: 0 } })).toBe('No alarm.');
});
