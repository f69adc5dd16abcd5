import { expect, test } from 'vitest';
import { dutiesOf, occurredBetween, progressOf } from './duties.ts';
import { shippedCalendar } from './test-support/components.ts';

const at = (text: string) => Date.parse(text);
const duties = dutiesOf([
  {
    type: 'expected',
    id: 'clearing-file',
    event: 'acknowledged',
    from: 'close',
    note: 'close+60m',
    degraded: 'close+90m',
    until: 'close+6h',
    progress: 'progress_pct',
  },
  { type: 'expected', id: 'logon', label: 'logon', good: ['logged-on'], from: 'open-2h', down: 'open', until: 'close' },
  { type: 'threshold', id: 'load', metric: 'load_pct', down: '> 90' },
]);
const job = { id: 'job', calendar: shippedCalendar('XNYS'), duties };

test('SI-22 what is expected happens once on each trading day, between its beginning and when it is due', () => {
  expect(duties.length).toBe(1);
  const week = occurredBetween(job, at('2026-11-23T00:00:00Z'), at('2026-11-30T00:00:00Z'), 1);
  expect(week.length).toBe(4);
  const half = week.at(-1)?.at ?? 0;
  expect(half).toBeGreaterThan(at('2026-11-27T18:00:00Z'));
  expect(half).toBeLessThan(at('2026-11-27T19:00:00Z'));
  expect(occurredBetween(job, half, half + 1, 1).length).toBe(1);
  expect(occurredBetween(job, half + 1, half + 3_600_000, 1)).toEqual([]);
  expect(occurredBetween({ ...job, calendar: null }, 0, half, 1)).toEqual([]);
});

test('SI-22 its progress grows until it is done and stays so until the next day begins', () => {
  const progress = (text: string) => progressOf(job, at(text), 1)['progress_pct'] ?? -1;
  expect(progress('2026-11-25T20:59:00Z')).toBe(100);
  expect(progress('2026-11-25T21:00:00Z')).toBe(0);
  const early = progress('2026-11-25T21:05:00Z');
  expect(early).toBeGreaterThan(5);
  expect(progress('2026-11-25T21:10:00Z')).toBeGreaterThan(early);
  expect(progress('2026-11-25T21:40:00Z')).toBe(100);
  expect(progress('2026-11-26T21:05:00Z')).toBe(100);
});
