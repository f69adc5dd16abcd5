import { expect, test } from 'vitest';
import { standing } from '../test-support/explained.ts';
import { emptyDraft, overrideOf } from './override-draft.ts';

const draft = { ...emptyDraft, reason: 'Traded on.' };
const day = { calendar: 'XLON', date: '2026-03-02', author: 'Mei', reason: 'Traded on.' };

test('WI-27 an override needs somebody who is signed in, a reason and what the day is', () => {
  expect(overrideOf(standing(), draft, null)).toMatch(/Sign in/);
  expect(overrideOf(standing(), { ...draft, reason: '' }, 'Mei')).toMatch(/reason/);
  expect(overrideOf(standing(), draft, 'Mei')).toMatch(/Until when/);
  expect(overrideOf(standing(), { ...draft, until: '25:00' }, 'Mei')).toMatch(/no clock/);
});

test('WI-27 open until changes the close of a trading day, and gives one that has none hours since now', () => {
  expect(overrideOf(standing(), { ...draft, until: '17:00' }, 'Mei')).toEqual({ ...day, close: '17:00' });
  const holiday = standing({ today: { date: '2026-03-02', clock: '14:03', trades: false } });
  expect(overrideOf(holiday, { ...draft, until: '17:00' }, 'Mei')).toEqual({ ...day, open: '14:03', close: '17:00' });
  expect(overrideOf(standing(), { ...draft, says: 'closed' }, 'Mei')).toEqual({ ...day, closed: true });
});
