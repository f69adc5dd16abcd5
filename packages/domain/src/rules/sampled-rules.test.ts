import { expect, test } from 'vitest';
import { noon } from '@yagura/testkit';
import { openGates, ruleRun, setOf } from '../testing/rule-run.ts';
import type { RuleVerdict } from './conclude.ts';
import { noRuleStates } from './states.ts';

const m = (value: number) => ({ metrics: { m: value } });
const codes = ({ condition, reasons }: RuleVerdict) => [condition, ...reasons.map(({ code }) => code)];

test('RU-4 an on-delay counts covered time from the first sample over the limit', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 50 for 15s' })).take(m(10));
  run.repeat(15, m(60));
  expect(run.verdict().condition).toBe('ok');
  expect(run.take(m(60)).verdict()).toEqual({
    condition: 'degraded',
    reasons: [
      {
        code: 'rule',
        rule: 'r',
        says: 'degraded',
        subject: 'm',
        value: 60,
        limit: '> 50 for 15 s',
        since: noon + 2000,
        clears: '≤ 45',
      },
    ],
    notes: [],
    nextAt: null,
    learning: false,
  });
});

test('RU-4 one sample within its limit begins an on-delay anew', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 50 for 5s' }));
  run.repeat(5, m(60)).take(m(49)).repeat(5, m(60));
  expect(run.verdict().condition).toBe('ok');
  expect(run.take(m(60)).verdict().condition).toBe('degraded');
});

test('RU-5 so many of so many samples over the limit are needed, and are forgotten when it clears', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 50 in 3 of 5' }));
  run.take(m(60)).take(m(60)).repeat(3, m(10)).take(m(60));
  expect(run.verdict().condition).toBe('ok');
  run.take(m(60)).take(m(10)).take(m(60));
  expect(run.verdict().condition).toBe('degraded');
  run.take(m(10)).take(m(60));
  expect(run.verdict().condition).toBe('ok');
});

test('RU-6 what stands goes a tenth inside its limit, and from down by way of degraded', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 50 for 1h', down: '> 500' }));
  const after = (value: number) => run.take(m(value)).verdict().condition;
  expect([after(501), after(451), after(450), after(46), after(45)]).toEqual([
    'down',
    'down',
    'degraded',
    'degraded',
    'ok',
  ]);
});

test('RU-6 a limit on the low side is mirrored, and one at zero clears only beyond it', () => {
  const low = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '< 10' }));
  expect([9, 10.9, 11].map((value) => low.take(m(value)).verdict().condition)).toEqual(['degraded', 'degraded', 'ok']);
  const zero = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '>= 0' }));
  expect([0, 0, -1].map((value) => zero.take(m(value)).verdict().condition)).toEqual(['degraded', 'degraded', 'ok']);
});

test('RU-7 an off-delay needs the number clear for its whole time', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 50', clear: '< 40 for 30s' })).take(m(60));
  run.repeat(30, m(30)).take(m(45)).repeat(30, m(30));
  expect(run.verdict()).toMatchObject({ condition: 'degraded', reasons: [{ clears: '< 40 for 30 s' }] });
  expect(run.take(m(30)).verdict().condition).toBe('ok');
});

test('RU-11 a closed gate puts a rule to sleep at once, and what it knew is gone when it wakes', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 50 for 2s', when: 'session' })).repeat(3, m(60));
  const closed = { ...openGates, session: false };
  expect(run.verdict().condition).toBe('degraded');
  expect(run.verdict({ gates: closed }).condition).toBe('ok');
  expect(run.take({ ...m(60), gates: closed }).states).toBe(noRuleStates);
  expect(run.repeat(2, m(60)).verdict().condition).toBe('ok');
});

test('RU-12 a healthy beat leaves the very same states and no new verdict', () => {
  const set = setOf(
    { id: 'a', metric: 'm', degraded: '> 50 for 2s', down: '> 90' },
    { id: 'b', type: 'state', label: 'l', good: ['up'], afterGood: true, down: '2m' },
    { id: 'c', type: 'lost-beats', degraded: 3, within: '5m' },
  );
  const run = ruleRun(set).take({ metrics: { m: 1 }, labels: { l: 'up' } });
  const { states } = run;
  const verdict = run.verdict();
  run.repeat(5, { metrics: { m: 2 }, labels: { l: 'up' } });
  expect(run.states).toBe(states);
  expect(run.verdict()).toBe(verdict);
  expect(ruleRun(setOf({ id: 'a', metric: 'm', degraded: '> 50' })).repeat(3, m(1)).states).toBe(noRuleStates);
});

test('RU-13 a share is of another metric, or of what that is taken to be; of nothing there is none', () => {
  const rule = { id: 'r', metric: 'age', of: 'period', degraded: '> 300' };
  const share = (entry: object, metrics: Record<string, number>) =>
    ruleRun(setOf({ ...rule, ...entry }))
      .take({ metrics })
      .verdict().condition;
  expect(share({}, { age: 310, period: 100 })).toBe('degraded');
  expect(share({}, { age: 310 })).toBe('ok');
  expect(share({}, { age: 310, period: 0 })).toBe('ok');
  expect(share({ ofElse: 100 }, { age: 310 })).toBe('degraded');
  expect(share({ floor: '> 3000' }, { age: 310, period: 100 })).toBe('ok');
  expect(share({ floor: '> 3000' }, { age: 3001, period: 100 })).toBe('degraded');
});

test('RU-13 with too few samples a share says nothing, neither good nor bad', () => {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: '> 10', least: { metric: 'n', atLeast: 50 } }));
  expect(run.take({ metrics: { m: 90, n: 49 } }).verdict().condition).toBe('ok');
  expect(run.take({ metrics: { m: 90, n: 50 } }).verdict().condition).toBe('degraded');
  expect(run.take({ metrics: { m: 0, n: 49 } }).verdict().condition).toBe('degraded');
});

test('RU-14 load is judged as a share of what was tested', () => {
  const run = ruleRun(setOf({ id: 'r', type: 'capacity', metric: 'm', tested: 2000, degraded: '> 60', down: '> 85' }));
  expect(run.take(m(1300)).verdict()).toMatchObject({ reasons: [{ subject: 'm in % of what was tested', value: 65 }] });
  expect(run.take(m(1701)).verdict().condition).toBe('down');
});

test('RU-15 a baseline compares with what is usual, and is learning until that is known', () => {
  const set = setOf({ id: 'r', type: 'baseline', metric: 'm', degraded: '2x', down: '5x', floor: '> 5' });
  const usual = (median: number) => () => ({ median, spread: 1 });
  const run = ruleRun(set).take(m(100));
  expect(run.verdict()).toMatchObject({ condition: 'ok', learning: true });
  run.take({ ...m(8), baseline: usual(3) });
  expect(run.verdict()).toMatchObject({
    learning: false,
    reasons: [{ limit: '≥ 2× usual, usual 3', clears: '≤ 1.8× usual' }],
  });
  expect(run.take(m(1)).verdict()).toMatchObject({ condition: 'degraded', learning: false });
  expect(run.take({ ...m(5), baseline: usual(0.5) }).verdict().condition).toBe('degraded');
  expect(run.take({ ...m(4.5), baseline: usual(0.5) }).verdict().condition).toBe('ok');
  expect(run.take({ ...m(4.5), baseline: usual(0.5) }).states).toBe(noRuleStates);
});

test('RU-15 a usual of nothing, or without any spread, says nothing unless there is a floor', () => {
  const judged = (entry: object, median: number, spread: number) =>
    ruleRun(setOf({ id: 'r', type: 'baseline', metric: 'm', ...entry }))
      .take({ ...m(9), baseline: () => ({ median, spread }) })
      .verdict().condition;
  expect(judged({ degraded: '2x' }, 0, 1)).toBe('ok');
  expect(judged({ degraded: '2x', floor: '> 5' }, 0, 1)).toBe('degraded');
  expect(judged({ degraded: '6z' }, 3, 0)).toBe('ok');
  expect(judged({ degraded: '6z' }, 3, 1)).toBe('degraded');
  expect(judged({ degraded: '-6z' }, 15, 1)).toBe('degraded');
});

test('RU-16 a label that says another word stands after its time, with its word', () => {
  const run = ruleRun(setOf({ id: 'r', type: 'state', label: 'l', good: ['up'], degraded: '3s', down: '5s' }));
  const says = (word: string) => run.take({ labels: { l: word } }).verdict();
  run.repeat(3, { labels: { l: 'away' } });
  expect(says('gone')).toMatchObject({
    condition: 'degraded',
    reasons: [{ value: 'gone', good: ['up'], since: noon + 1000 }],
  });
  says('gone');
  expect(codes(says('gone'))).toEqual(['down', 'state']);
  expect(says('up').condition).toBe('ok');
});

test('RU-16 where it has to have been good first, not having begun is no finding', () => {
  const run = ruleRun(setOf({ id: 'r', type: 'state', label: 'l', good: ['up'], afterGood: true, down: '2s' }));
  run.repeat(9, { labels: { l: 'away' } });
  expect(run.verdict().condition).toBe('ok');
  run.take({ labels: { l: 'up' } }).repeat(3, { labels: { l: 'away' } });
  expect(run.verdict().condition).toBe('down');
});

test('RU-20 lost beats add up within their window, which only samples move', () => {
  const run = ruleRun(setOf({ id: 'r', type: 'lost-beats', note: 1, degraded: 5, within: '1m' })).take({ lost: 2 });
  expect(run.verdict()).toMatchObject({ condition: 'ok', reasons: [], notes: [{ lost: 2, withinMs: 60_000 }] });
  expect(run.take({ lost: 3 }).verdict()).toMatchObject({ condition: 'degraded', reasons: [{ lost: 5 }], notes: [] });
  expect(run.verdict({ now: noon + 3_600_000 }).condition).toBe('degraded');
  expect(run.take({ at: noon + 62_000 }).verdict()).toMatchObject({ condition: 'ok', notes: [] });
  for (let count = 0; count < 40; count++) run.take({ lost: 1 });
  expect(run.verdict()).toMatchObject({ reasons: [{ lost: 40 }] });
});

test('RU-21 reasons come worst first and then by rule, and a value is told anew when it moved by a tenth', () => {
  const run = ruleRun(
    setOf(
      { id: 'b', metric: 'm', degraded: '> 50' },
      { id: 'a', metric: 'm', degraded: '> 60' },
      { id: 'c', metric: 'm', down: '> 70' },
    ),
  ).take(m(100));
  expect(run.verdict().reasons).toMatchObject([{ rule: 'c' }, { rule: 'a' }, { rule: 'b' }]);
  const { states } = run;
  expect(run.take(m(109)).states).toBe(states);
  expect(run.take(m(111)).verdict().reasons).toMatchObject([{ value: 111 }, { value: 111 }, { value: 111 }]);
});
