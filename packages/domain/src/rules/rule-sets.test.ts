import { expect, test } from 'vitest';
import { ruleFileSchema } from '@yagura/contract';
import { rulesOf, setOf } from '../testing/rule-run.ts';
import { builtInsOf } from './built-ins.ts';
import { compileRule } from './compile-rule.ts';
import { detectionMs, tooSlow } from './detection.ts';
import { ruleSetFor } from './rule-set-for.ts';

const file = ruleFileSchema.parse({
  rules: {
    any: [
      { id: 'load', type: 'capacity', metric: 'load_pct', degraded: '> 60', down: '> 85' },
      { id: 'restarts', type: 'restarts', degraded: 3, within: 300_000 },
    ],
    gateway: [
      { id: 'restarts', down: 6 },
      { id: 'file', metric: 'm', degraded: '> 1', off: 'only where there is one' },
    ],
  },
});

test('RU-22 the rules of a component are those of all, of its kind, of the desk and its own; later fields win', () => {
  const outcome = ruleSetFor(
    file,
    'gateway',
    [{ id: 'load', down: '> 90' }],
    [{ id: 'own', metric: 'm', degraded: '> 1' }],
  );
  expect(outcome).toEqual({
    ok: true,
    rules: [
      { id: 'load', type: 'capacity', metric: 'load_pct', degraded: '> 60', down: '> 90' },
      { id: 'restarts', type: 'restarts', degraded: 3, down: 6, within: 300_000 },
      { id: 'own', type: 'threshold', metric: 'm', degraded: '> 1' },
    ],
  });
});

test('RU-22 a rule is switched off with a reason and on again, and of another type it begins anew', () => {
  const ids = (...own: Parameters<typeof ruleSetFor>[3]) => {
    const outcome = ruleSetFor(file, 'gateway', [{ id: 'load', off: 'a laboratory' }], own);
    return outcome.ok ? outcome.rules.map(({ id, type }) => `${id} ${type}`) : outcome.problems;
  };
  expect(ids()).toEqual(['restarts restarts']);
  expect(ids({ id: 'load', off: false }, { id: 'file', off: false })).toEqual([
    'load capacity',
    'restarts restarts',
    'file threshold',
  ]);
  expect(ids({ id: 'restarts', type: 'threshold', metric: 'm', degraded: '> 1' })).toEqual(['restarts threshold']);
  expect(ids({ id: 'a', metric: 'm', degraded: '> 1' }, { id: 'a', down: '> 2' })).toMatchObject([
    { rule: 'a', field: 'id' },
  ]);
});

const slow = { id: 'r', type: 'state', label: 'l', good: ['up'], down: '2m' } as const;

test('RU-23 the worst time from onset to verdict is known of each rule', () => {
  const worst = (entry: Parameters<typeof rulesOf>[0], says: 'degraded' | 'down' = 'degraded') => {
    const [rule] = setOf(entry).all;
    return rule && detectionMs(rule, 2000, says);
  };
  expect(worst({ id: 'r', metric: 'm', degraded: '> 5' })).toBe(2000);
  expect(worst({ id: 'r', metric: 'm', degraded: '> 5 for 15s' })).toBe(18_000);
  expect(worst({ id: 'r', metric: 'm', degraded: '> 5 in 3 of 5' })).toBe(6000);
  expect(worst({ id: 'r', metric: 'm', degraded: '> 3000', age: '1ms' })).toBe(5000);
  expect(worst({ id: 'r', metric: 'm', of: 'n', ofElse: 1000, floor: '> 3500', degraded: '> 300', age: '1ms' })).toBe(
    5500,
  );
  expect(worst({ id: 'r', metric: 'm', degraded: '> 5' }, 'down')).toBeNull();
  expect(worst(slow, 'down')).toBe(122_000);
  expect(worst({ id: 'r', type: 'unwanted', event: 'e', outside: 'never', says: 'down', holds: '1m' }, 'down')).toBe(0);
  expect(worst({ id: 'r', type: 'lost-beats', degraded: 3, within: '1m' })).toBe(2000);
  expect(worst({ id: 'r', type: 'clock', note: '1s', degraded: '2s' })).toBeNull();
});

test('RU-23 what says whether trading is possible is slow beyond 5 s unless it says why', () => {
  const isSlow = (entry: Parameters<typeof rulesOf>[0]) => setOf(entry).all.map((rule) => tooSlow(rule, 1000));
  expect(isSlow(slow)).toEqual([true]);
  expect(isSlow({ ...slow, slowBecause: 'a logon takes a minute' })).toEqual([false]);
  expect(isSlow({ ...slow, vital: false })).toEqual([false]);
  expect(isSlow({ ...slow, down: '4s' })).toEqual([false]);
  expect(isSlow({ id: 'r', metric: 'ack_p99_ms', down: '> 500 for 15s' })).toEqual([false]);
  expect(isSlow({ id: 'r', metric: 'm', down: '> 500 for 15s', vital: true })).toEqual([true]);
});

test('RU-24 limits of the built-in checks are those of their one rule; without it they are not made', () => {
  const set = setOf(
    { id: 'again', type: 'restarts', degraded: 3, within: '5m' },
    { id: 'clock', type: 'clock', note: '250ms', degraded: '1s' },
    { id: 'same', type: 'parity', labels: ['build'] },
  );
  expect(builtInsOf(set)).toEqual({
    restarts: { rule: 'again', degraded: 3, down: null, withinMs: 300_000 },
    clock: { rule: 'clock', noteMs: 250, degradedMs: 1000 },
    parity: [{ rule: 'same', labels: ['build'] }],
  });
  expect(builtInsOf(setOf())).toEqual({ restarts: null, clock: null, parity: [] });
  const twice = ruleSetFor(file, 'gateway', [], [{ id: 'more', type: 'restarts', degraded: 9, within: '1m' }]);
  expect(twice).toMatchObject({
    problems: [{ rule: 'more', field: 'type', text: expect.stringContaining('restarts already says') }],
  });
});

test('RU-24 a compiled rule keeps what people wrote of it', () => {
  const [rule] = rulesOf({ ...slow, when: 'session', slowBecause: 'because' });
  expect(rule && compileRule(rule)).toMatchObject({
    value: { id: 'r', when: 'session', vital: true, slowBecause: 'because' },
  });
});
