import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alarm } from '../test-support/board.ts';
import { hearingText, lastChangeText, watchedText } from './calm-text.ts';
import { planRail } from './rail-plan.ts';
import { byUrgency, priorities } from './urgency.ts';

test('WI-14 every alarm is told in full, in short, or counted; the most urgent one always in full', () => {
  const items = fc.array(fc.record({ letters: fc.integer({ min: 0, max: 400 }) }), { maxLength: 500 });
  fc.assert(
    fc.property(items, fc.integer({ min: 0, max: 2000 }), (alarms, height) => {
      const plan = planRail(alarms, { width: 500, height }, 1);
      expect(plan.full + plan.compact + plan.hidden).toBe(alarms.length);
      expect(Math.min(plan.full, plan.compact, plan.hidden)).toBeGreaterThanOrEqual(0);
      if (alarms.length > 0) expect(plan.full).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('WI-14 alarms stand by priority, then age', () => {
  const alarms = [alarm('c', { priority: 2 }), alarm('b', { since: 20 }), alarm('a', { since: 10 })];
  expect(byUrgency(alarms).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(priorities(alarms)).toBe('2 P1 · 1 P2');
});

test('WI-14 a calm rail says what it watches, so that it cannot be taken for a broken one', () => {
  const none = { down: 0, 'no-sight': 0, degraded: 0, planned: 0, closed: 0, ok: 0 };
  expect(watchedText({ ...none, ok: 120 })).toBe('120 watched, all ok.');
  expect(watchedText({ ...none, ok: 116, closed: 3, planned: 1 })).toBe('120 watched: 116 ok, 3 closed, 1 planned.');
  expect(watchedText(none)).toMatch(/^Nothing is watched yet/);
  expect(hearingText([])).toBe('Heard by collectors elsewhere.');
  expect(hearingText([{ id: 'a', site: 's', until: 0, blind: true }])).toBe('0 of 1 collectors hear.');
  expect(lastChangeText([{ at: 0, title: 'EMIR', health: 'ok', text: 'recovered' }], 60)).toBe(
    'Last change 60 s ago: EMIR, recovered.',
  );
});
