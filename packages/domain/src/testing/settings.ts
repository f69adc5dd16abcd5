import * as fc from 'fast-check';
import type { Rule, Watched } from '@yagura/contract';
import { calendarOf } from '@yagura/testkit';

/** A session that opens five seconds after noon, one that closes seven seconds after it, and one that closed hours ago. */
export const lifeCalendars = [
  calendarOf({ id: 'OPENS', open: '12:01', close: '12:02', session: { before: 55_000, after: 0, resets: [] } }),
  calendarOf({ id: 'CLOSES', open: '10:00', close: '12:00', session: { before: 0, after: 7000, resets: [] } }),
  calendarOf({ id: 'NIGHT', open: '01:00', close: '02:00', session: { before: 0, after: 0, resets: [] } }),
];

/** One rule of each sort that time, numbers and events can move within a few seconds. */
const rules: Rule[] = [
  { id: 'clock', type: 'clock', note: 250, degraded: 1000 },
  {
    id: 'event',
    type: 'expected',
    event: 'sod',
    from: 'open-2h',
    degraded: 'open-54s',
    down: 'open-52s',
    until: 'close',
  },
  {
    id: 'load',
    type: 'threshold',
    metric: 'load',
    degraded: '> 50 for 1s',
    down: '> 90 in 2 of 3',
    clear: '< 40 for 1s',
  },
  { id: 'reset', type: 'unwanted', event: 'reset', outside: 'never', says: 'degraded', holds: 2000 },
  { id: 'restarts', type: 'restarts', degraded: 3, down: 4, within: 300_000 },
  { id: 'session', type: 'state', label: 'logon', good: ['on'], degraded: 1000, down: 3000, when: 'session' },
];
export const lifeRuleSets = { judged: rules };

export type SettingOfLife = Pick<Watched, 'calendar' | 'runs' | 'ruleSet'>;

/** What a desk may say of a component besides its interval. */
export function settingArbitrary(): fc.Arbitrary<SettingOfLife> {
  const calendar = fc.constantFrom(null, null, 'OPENS', 'CLOSES', 'NIGHT');
  return fc.record({ calendar, runs: calendar, ruleSet: fc.constant('judged') });
}

/** What a beat may tell for rules to look at. */
export function figuresArbitrary(): fc.Arbitrary<{ loads: readonly number[]; words: readonly string[] }> {
  return fc.record({
    loads: fc.array(fc.constantFrom(10, 45, 60, 95), { minLength: 1, maxLength: 6 }),
    words: fc.array(fc.constantFrom('on', 'on', 'off'), { minLength: 1, maxLength: 4 }),
  });
}
