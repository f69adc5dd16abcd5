import { expect, test } from 'vitest';
import { standing } from '../test-support/explained.ts';
import { emptyDraft, overrideOf } from './override-draft.ts';

const draft = { ...emptyDraft, author: ' Mei ', reason: 'Traded on.' };
const day = { calendar: 'XLON', date: '2026-03-02', author: 'Mei', reason: 'Traded on.' };

test('WI-27 an override needs a name, a reason and what the day is', () => {
  expect(overrideOf(standing(), { ...draft, author: ' ' })).toMatch(/name/);
  expect(overrideOf(standing(), { ...draft, reason: '' })).toMatch(/reason/);
  expect(overrideOf(standing(), draft)).toMatch(/Until when/);
  expect(overrideOf(standing(), { ...draft, until: '25:00' })).toMatch(/no clock/);
});

test('WI-27 open until changes the close of a trading day, and gives one that has none hours since now', () => {
  expect(overrideOf(standing(), { ...draft, until: '17:00' })).toEqual({ ...day, close: '17:00' });
  const holiday = standing({ today: { date: '2026-03-02', clock: '14:03', trades: false } });
  expect(overrideOf(holiday, { ...draft, until: '17:00' })).toEqual({ ...day, open: '14:03', close: '17:00' });
  expect(overrideOf(standing(), { ...draft, says: 'closed' })).toEqual({ ...day, closed: true });
});
