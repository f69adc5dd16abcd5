import { expect, test } from 'vitest';
import type { RuleEntry } from '@yagura/contract';
import { rulesOf } from '../testing/rule-run.ts';
import { compileRule, needsPhases } from './compile-rule.ts';
import { parseLimit } from './limit.ts';
import { ruleSetFor } from './rule-set-for.ts';

const atOnce = { kind: 'for', ms: 0 };

test.each([
  ['> 50 for 15s', { operator: '>', value: 50, unit: 'plain', delay: { kind: 'for', ms: 15_000 } }],
  ['>50for 15s', { operator: '>', value: 50, unit: 'plain', delay: { kind: 'for', ms: 15_000 } }],
  ['>= 2 in 3 of 5', { operator: '>=', value: 2, unit: 'plain', delay: { kind: 'of', breached: 3, samples: 5 } }],
  ['≤ 0.5', { operator: '<=', value: 0.5, unit: 'plain', delay: atOnce }],
  ['> 60 %', { operator: '>', value: 60, unit: 'plain', delay: atOnce }],
  ['!= -3', { operator: '!=', value: -3, unit: 'plain', delay: atOnce }],
  ['3x for 1m', { operator: '>=', value: 3, unit: 'times', delay: { kind: 'for', ms: 60_000 } }],
  ['-6z', { operator: '<=', value: -6, unit: 'deviations', delay: atOnce }],
])('RU-1 a limit is a comparison, a number and how long or how often: %s', (text, limit) => {
  expect(parseLimit(text)).toEqual({ ok: true, value: limit });
});

test.each([
  ['50', '"50" does not say which side is bad; did you mean "> 50"?'],
  ['=> 3', '"=>" is no comparison; did you mean ">="?'],
  ['over 3', '"over" is no comparison; did you mean ">"?'],
  ['~ 3', '"~" is no comparison; use one of >= <= == != > <'],
  ['> 50ms for 15s', 'did you mean "> 50 for 15s"?'],
  ['3X', 'did you mean "3x"?'],
  ['> 5 for 15sec', 'did you mean "for 15s"?'],
  ['> 5 for 15', 'did you mean "for 15s"?'],
  ['> 5 forr 3s', 'did you mean "for 3s"?'],
  ['> 5 in 3/5', 'did you mean "in 3 of 5"?'],
  ['> 5 in 5 of 3', '5 of 3 samples can never be; did you mean "in 3 of 5"?'],
  ['> 5 in 0 of 3', 'at least 1 sample'],
  ['> 5 in 3 of 99', 'more than 30 samples'],
  ['> 5 for 2d', 'longer than a day'],
  ['high', 'write it such as "> 50 for 15s"'],
])('RU-2 what is no limit is refused with what was meant: %s', (text, remedy) => {
  const parsed = parseLimit(text);
  expect(parsed.ok ? '' : parsed.text).toContain(remedy);
});

const expected = { id: 'r', type: 'expected', event: 'start-of-day', from: 'open-2h', until: 'close' } as const;
const baseline = { id: 'r', type: 'baseline', metric: 'm' } as const;

test.each<[string, string, string, RuleEntry]>([
  ['no limit at all', 'degraded', 'needs a limit', { id: 'r', metric: 'm' }],
  ['a bare number', 'degraded', 'did you mean "> 5"?', { id: 'r', metric: 'm', degraded: 5 }],
  ['no metric', 'metric', 'expected string', { id: 'r', degraded: '> 5' }],
  [
    'a field of another type',
    'metric',
    'does not belong',
    { id: 'r', type: 'state', label: 'l', good: ['a'], metric: 'm', degraded: '1s' },
  ],
  ['down before degraded', 'down', 'exchange them', { id: 'r', metric: 'm', degraded: '> 500', down: '> 50' }],
  ['both sides', 'down', 'one side', { id: 'r', metric: 'm', degraded: '> 5', down: '< 1' }],
  ['twice the same', 'down', 'no later', { id: 'r', metric: 'm', degraded: '> 5 for 10s', down: '> 5 for 10s' }],
  ['clear over the limit', 'clear', 'did you mean "<= 45"?', { id: 'r', metric: 'm', degraded: '> 50', clear: '> 40' }],
  [
    'clear beyond the limit',
    'clear',
    'did you mean "<= 45"?',
    { id: 'r', metric: 'm', degraded: '> 50', clear: '< 60' },
  ],
  [
    'clear under a lower limit',
    'clear',
    'did you mean ">= 11"?',
    { id: 'r', metric: 'm', degraded: '< 10', clear: '> 5' },
  ],
  ['clear in N of M', 'clear', 'no "in N of M"', { id: 'r', metric: 'm', degraded: '> 50', clear: '< 40 in 2 of 3' }],
  ['x without a baseline', 'degraded', 'type: baseline', { id: 'r', metric: 'm', degraded: '3x' }],
  ['a baseline without x', 'degraded', 'did you mean "3x"', { ...baseline, degraded: '> 3' }],
  ['no multiple', 'degraded', 'such as "3x"', { ...baseline, degraded: '0x' }],
  ['x and z', 'down', 'both with "x" or both with "z"', { ...baseline, degraded: '3x', down: '9z' }],
  ['a floor of another unit', 'floor', 'own unit', { ...baseline, degraded: '3x', floor: '2x' }],
  [
    'a floor with a delay',
    'floor',
    'belongs to degraded or down',
    { ...baseline, degraded: '3x', floor: '> 2 for 3s' },
  ],
  ['ofElse without of', 'ofElse', 'name that metric', { id: 'r', metric: 'm', degraded: '> 5', ofElse: 3 }],
  ['a state without limits', 'degraded', 'for how long', { id: 'r', type: 'state', label: 'l', good: ['a'] }],
  [
    'a state down first',
    'down',
    'exchange them',
    { id: 'r', type: 'state', label: 'l', good: ['a'], degraded: '2m', down: '30s' },
  ],
  ['expected after its deadline', 'down', 'not after from', { ...expected, down: 'open-3h' }],
  ['expected until before it is due', 'until', 'not after down', { ...expected, down: 'close+1h' }],
  ['expected of nothing', 'event', 'name one of the two', { ...expected, event: undefined, down: 'open' }],
  [
    'expected of a label without words',
    'good',
    'which words',
    { ...expected, event: undefined, label: 'l', down: 'open' },
  ],
  ['expected without a deadline', 'degraded', 'by when', expected],
  ['expected behind a gate', 'when', 'leave "when" out', { ...expected, down: 'open', when: 'session' }],
  ['an anchor that is none', 'from', 'must be such as', { ...expected, from: 'noon', down: 'open' }],
  ['restarts without limits', 'degraded', 'how many restarts', { id: 'r', type: 'restarts', within: '5m' }],
  ['a clock note after its limit', 'degraded', 'exchange them', { id: 'r', type: 'clock', note: '2s', degraded: '1s' }],
  [
    'lost beats noted after',
    'degraded',
    'exchange them',
    { id: 'r', type: 'lost-beats', note: 9, degraded: 3, within: '5m' },
  ],
])('RU-2 a rule that cannot be is refused by field, with the reason and a remedy: %s', (_name, field, text, entry) => {
  const outcome = ruleSetFor({ rules: {} }, 'gateway', [], [entry]);
  const problems = outcome.ok ? [] : outcome.problems;
  expect(problems).toEqual([{ rule: 'r', field, text: expect.stringContaining(text) }]);
});

test('RU-2 a rule that asks for continuous trading says that it needs phases', () => {
  const rules = rulesOf(
    { id: 'a', metric: 'm', degraded: '> 1', when: 'continuous' },
    { id: 'b', metric: 'm', degraded: '> 1' },
  );
  const needs = rules.map((rule) => {
    const compiled = compileRule(rule);
    return compiled.ok && needsPhases(compiled.value);
  });
  expect(needs).toEqual([true, false]);
});
