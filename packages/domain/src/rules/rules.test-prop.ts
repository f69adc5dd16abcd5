import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { noon, propertyRuns } from '@yagura/testkit';
import type { Rule } from '@yagura/contract';
import { openGates, ruleRun, sampleAt, setOf } from '../testing/rule-run.ts';
import { compileRule } from './compile-rule.ts';
import { conclude } from './conclude.ts';
import { describeRule } from './describe-rule.ts';
import type { Sample } from './sample.ts';
import { noRuleStates, type RuleStates } from './states.ts';
import { takeSample } from './take-sample.ts';

const runs = propertyRuns(1000);

/** Limits 50 and 80, a deadband down to 45, and everything that a rule of samples may have. */
const set = setOf(
  { id: 'at-once', metric: 'm', degraded: '> 50', down: '> 80' },
  { id: 'delayed', metric: 'm', degraded: '> 50 for 4s', down: '> 80 for 6s', clear: '<= 45 for 3s' },
  { id: 'window', metric: 'm', degraded: '> 50 in 3 of 5', down: '> 80 in 4 of 7' },
  { id: 'share', metric: 'm', of: 'n', degraded: '> 50 for 2s', least: { metric: 'n', atLeast: 10 } },
  { id: 'usual', type: 'baseline', metric: 'm', degraded: '2x for 2s', down: '4x', floor: '> 10' },
  { id: 'word', type: 'state', label: 'l', good: ['up'], degraded: '2s', down: '5s' },
  { id: 'lost-word', type: 'state', label: 'l', good: ['up'], afterGood: true, degraded: '2s' },
);

const usual = () => ({ median: 20, spread: 2 });
const sampleArbitrary: fc.Arbitrary<Partial<Sample>> = fc
  .record({
    m: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(44, 46, 51, 81, 90)),
    n: fc.integer({ min: 0, max: 120 }),
    l: fc.constantFrom('up', 'up', 'away', 'gone'),
    countedMs: fc.constantFrom(0, 250, 1000, 1000, 1999),
  })
  .map(({ m, n, l, countedMs }) => ({ metrics: { m, n }, labels: { l }, countedMs, baseline: usual }));
const samplesArbitrary = fc.array(sampleArbitrary, { minLength: 1, maxLength: 40 });

function dated(samples: readonly Partial<Sample>[]): Sample[] {
  return samples.map((sample, index) => sampleAt(noon + (index + 1) * 2000, sample));
}

function folded(samples: readonly Sample[], from: RuleStates = noRuleStates): RuleStates {
  return samples.reduce((states, sample) => takeSample(set, states, sample), from);
}

function verdictOf(states: RuleStates) {
  return conclude(set, states, { now: noon + 3_600_000, gates: openGates, due: null });
}

/** When it fires for the first time, in covered time since the first sample; null when it does not. */
function firesAfter(limit: string, samples: readonly { value: number; countedMs: number }[]): number | null {
  const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: limit }));
  let covered = 0;
  for (const [index, { value, countedMs }] of samples.entries()) {
    if (index > 0) covered += countedMs;
    if (run.take({ metrics: { m: value }, countedMs }).verdict().condition !== 'ok') return covered;
  }
  return null;
}

test('RU-3 whatever text stands in a rule, compiling and describing it throws nothing and finds a remedy', () => {
  const part = fc.constantFrom(
    '>',
    '=>',
    '50',
    '-1',
    '.',
    '3x',
    'z',
    '%',
    ' ',
    'for',
    '15s',
    'in',
    '3 of 5',
    'ms',
    '≥',
    '9e9',
    '999',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(part, { maxLength: 7 }).map((parts) => parts.join(' ')),
  );
  const anchor = fc.oneof(
    fc.string(),
    fc.constantFrom('open-2h', 'local 07:00', 'close+90m', 'session-9x', 'open--1h'),
  );
  fc.assert(
    fc.property(text, text, text, anchor, anchor, (degraded, down, clear, from, until) => {
      const rules: Rule[] = [
        { type: 'threshold', id: 'r', metric: 'm', degraded, down, clear },
        { type: 'baseline', id: 'r', metric: 'm', degraded, floor: clear },
        { type: 'capacity', id: 'r', metric: 'm', down },
        { type: 'expected', id: 'r', event: 'e', from, degraded: until, until: from },
      ];
      for (const rule of rules) {
        const compiled = compileRule(rule);
        if (!compiled.ok) expect(compiled.problem.text.length).toBeGreaterThan(10);
        expect(describeRule(rule).subject).not.toBe('');
      }
    }),
    runs,
  );
}, 300_000);

test('RU-4 an on-delay never fires early and always by its time', () => {
  const sample = fc.record({ value: fc.constantFrom(10, 60, 60, 60), countedMs: fc.integer({ min: 0, max: 3000 }) });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9000 }),
      fc.array(sample, { minLength: 1, maxLength: 30 }),
      (delayMs, samples) => {
        const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: `> 50 for ${delayMs}ms`, clear: '< 0' }));
        let over: number | null = null;
        let fired = false;
        for (const { value, countedMs } of samples) {
          over = value > 50 ? (over === null ? 0 : over + countedMs) : null;
          fired ||= over !== null && over >= delayMs;
          const { condition } = run.take({ metrics: { m: value }, countedMs }).verdict();
          expect(condition).toBe(fired ? 'degraded' : 'ok');
        }
      },
    ),
    runs,
  );
}, 300_000);

test('RU-5 so many of the last samples, no more and no fewer', () => {
  const window = fc
    .integer({ min: 1, max: 30 })
    .chain((samples) => fc.tuple(fc.integer({ min: 1, max: samples }), fc.constant(samples)));
  fc.assert(
    fc.property(window, fc.array(fc.boolean(), { maxLength: 60 }), ([breached, samples], overs) => {
      const run = ruleRun(setOf({ id: 'r', metric: 'm', degraded: `> 50 in ${breached} of ${samples}`, clear: '< 0' }));
      let fired = false;
      for (const [index, over] of overs.entries()) {
        fired ||= overs.slice(Math.max(0, index + 1 - samples), index + 1).filter(Boolean).length >= breached;
        expect(run.take({ metrics: { m: over ? 60 : 10 } }).verdict().condition).toBe(fired ? 'degraded' : 'ok');
      }
    }),
    runs,
  );
}, 300_000);

test('RU-6 numbers between what clears and the limit change no condition, whatever stood', () => {
  const between = fc.array(
    fc.record({ m: fc.double({ min: 45.001, max: 50, noNaN: true }), countedMs: fc.constantFrom(0, 1000, 60_000) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  );
  const plain = setOf(
    { id: 'a', metric: 'm', degraded: '> 50 for 4s', clear: '<= 45' },
    { id: 'b', metric: 'm', degraded: '> 50' },
  );
  fc.assert(
    fc.property(samplesArbitrary, between, (before, quiet) => {
      const run = ruleRun(plain);
      for (const sample of before) run.take(sample);
      const { condition, reasons } = run.verdict();
      for (const { m, countedMs } of quiet) {
        run.take({ metrics: { m }, countedMs });
        expect(run.verdict().condition).toBe(condition);
        expect(run.verdict().reasons.length).toBe(reasons.length);
      }
    }),
    runs,
  );
}, 300_000);

test('RU-8 missing data never resolves and never resets: samples without the number or the word might as well not be', () => {
  const missing = fc.array(fc.record({ place: fc.nat({ max: 40 }), countedMs: fc.integer({ min: 0, max: 9000 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(samplesArbitrary, missing, (samples, holes) => {
      const whole = dated(samples);
      const holed = whole.flatMap((sample, index) => [
        ...holes.filter(({ place }) => place === index).map(({ countedMs }) => sampleAt(sample.at - 1, { countedMs })),
        sample,
      ]);
      expect(folded(holed)).toEqual(folded(whole));
    }),
    runs,
  );
}, 300_000);

test('RU-9 time that nobody vouches for changes nothing, however long and wherever', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 86_400_000 }), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(samplesArbitrary, gaps, (samples, blind) => {
      let shift = 0;
      const plain = dated(samples);
      const delayed = plain.map((sample, index) => ({ ...sample, at: sample.at + (shift += blind[index] ?? 0) }));
      const conditions = (told: readonly Sample[]) => {
        let states = noRuleStates;
        return told.map((sample) => verdictOf((states = folded([sample], states))).condition);
      };
      expect(conditions(delayed)).toEqual(conditions(plain));
    }),
    runs,
  );
}, 300_000);

test('RU-9 a sample after nothing but uncovered time takes no delay further', () => {
  fc.assert(
    fc.property(samplesArbitrary, fc.integer({ min: 1, max: 20 }), (samples, times) => {
      const delayed = setOf({
        id: 'r',
        metric: 'm',
        degraded: '> 50 for 4s',
        down: '> 80 for 6s',
        clear: '<= 45 for 3s',
      });
      const told = dated(samples);
      const last = told.at(-1);
      const states = told.reduce((before, sample) => takeSample(delayed, before, sample), noRuleStates);
      let again = states;
      for (let count = 0; last && count < times; count++) again = takeSample(delayed, again, { ...last, countedMs: 0 });
      const says = (known: RuleStates) =>
        conclude(delayed, known, { now: noon, gates: openGates, due: null }).condition;
      expect(says(again)).toBe(says(states));
    }),
    runs,
  );
}, 300_000);

test('RU-10 looking in other steps moves the instant at which a limit fires by less than one sample', () => {
  // Whole milliseconds: thirds of one add up to less than it.
  const steps = fc.array(
    fc.record({ pieceMs: fc.integer({ min: 1, max: 600 }), pieces: fc.integer({ min: 1, max: 5 }) }),
    { minLength: 12, maxLength: 30 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12_000 }), steps, (delayMs, coarse) => {
      const limit = `> 50 for ${delayMs}ms`;
      const whole = coarse.map(({ pieceMs, pieces }) => ({ value: 60, countedMs: pieceMs * pieces }));
      const fine = coarse.flatMap(({ pieceMs, pieces }, index) =>
        index === 0
          ? [{ value: 60, countedMs: 0 }]
          : Array.from({ length: pieces }, () => ({ value: 60, countedMs: pieceMs })),
      );
      const [late, early] = [firesAfter(limit, whole), firesAfter(limit, fine)];
      if (late === null) return;
      expect(early).not.toBeNull();
      expect(late - (early ?? 0)).toBeGreaterThanOrEqual(0);
      expect(late - (early ?? 0)).toBeLessThan(3000);
    }),
    runs,
  );
}, 300_000);

test('RU-27 the same samples give the same verdict, also when the states were written down and read on the way', () => {
  fc.assert(
    fc.property(samplesArbitrary, fc.nat({ max: 40 }), (samples, place) => {
      const told = dated(samples);
      const kept = JSON.parse(JSON.stringify(folded(told.slice(0, place)))) as RuleStates;
      const states = folded(told.slice(place), kept);
      expect(states).toEqual(folded(told));
      expect(verdictOf(states)).toEqual(verdictOf(folded(told)));
    }),
    runs,
  );
}, 300_000);
