import { expect, test } from 'vitest';
import { alarm, deskStart } from '../test-support/board.ts';
import { planRail } from './rail-plan.ts';
import { floodText, railLines, rateText } from './rate-text.ts';

const flood = { inTenMinutes: 23, flood: true, since: deskStart } as const;
const calm = { inTenMinutes: 3, flood: false, since: null } as const;

test('WI-106 the rail says how many alarms there were within ten minutes, and of none nothing', () => {
  expect([rateText(calm), rateText({ ...calm, inTenMinutes: 0 }), rateText(null)]).toEqual(['3 in 10 min', null, null]);
});

test('WI-107 a flood is one line that says since when, how many, and that roots alone stand there', () => {
  expect(floodText(flood)).toBe('FLOOD since 14:03: 23 alarms in 10 min, roots only');
  expect([floodText(calm), floodText(null)]).toEqual([null, null]);
});

test('WI-107 in a flood all are told in brief but a new P1, which stands on top in full', () => {
  const alarms = [alarm('old'), alarm('new'), alarm('second', { priority: 2 }), alarm('muted', { muted: true })];
  const order = (isFlood: boolean, fresh: readonly string[]) =>
    railLines(alarms, isFlood, new Set(fresh)).map((line) => `${line.alarm.id}${line.brief ? '' : ' in full'}`);
  expect(order(true, ['new', 'second', 'muted'])).toEqual(['new in full', 'old', 'second', 'muted']);
  expect(order(true, [])).toEqual(['old', 'new', 'second', 'muted']);
  expect(order(false, ['new'])).toEqual(['old in full', 'new in full', 'second in full', 'muted']);
  const lines = railLines(alarms, true, new Set(['new'])).map(({ brief }) => ({ letters: 80, brief }));
  expect(planRail(lines, { width: 500, height: 900 }, 1)).toEqual({ full: 1, compact: 3, hidden: 0 });
});
