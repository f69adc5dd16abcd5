import { silenceLimitMs, type Learned } from '@yagura/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeadlines } from './deadlines.ts';

interface Known {
  at: number;
  every: number;
  declared: number | null;
  uncoveredBefore: number;
}

/** The engine's sum, written down without any heap. */
const deadlineOf = ({ at, every, declared, uncoveredBefore }: Known, uncovered: number, learned: Learned | null) =>
  at + silenceLimitMs(declared ?? every, learned) + uncovered - uncoveredBefore;

type Step =
  | { readonly kind: 'beat'; readonly id: string; readonly declared: number | undefined }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'learn'; readonly learned: Readonly<Record<string, Learned>> };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('beat' as const),
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        declared: fc.constantFrom(undefined, undefined, 100, 2000, 60_000),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), ms: fc.nat(2000) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('learn' as const),
        learned: fc.dictionary(
          fc.constantFrom('a', 'b', 'c'),
          fc.record({ limitMs: fc.integer({ min: 1000, max: 30_000 }), urgent: fc.boolean() }),
        ),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(4000) }) },
  ),
  { maxLength: 60 },
);

test('HB-30 deadlines pass exactly when the engine would say so, pauses, changed intervals and learned limits included', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const deadlines = createDeadlines();
      const model = new Map<string, Known>();
      const declared = new Map<string, number>();
      let now = 1_000_000;
      let uncovered = 0;
      let learned: Readonly<Record<string, Learned>> = {};
      const learnedOf = (id: string) => learned[id] ?? null;
      for (const step of all) {
        if (step.kind === 'beat') {
          if (step.declared !== undefined) declared.set(step.id, step.declared);
          deadlines.heard(step.id, now, step.declared, 1000);
          model.set(step.id, {
            at: now,
            every: 1000,
            declared: declared.get(step.id) ?? null,
            uncoveredBefore: uncovered,
          });
        } else if (step.kind === 'pause') {
          deadlines.uncover(step.ms);
          uncovered += step.ms;
        } else if (step.kind === 'learn') {
          learned = step.learned;
          deadlines.learn(learnedOf);
        } else now += step.ms;
        const instants = [...model].map(([id, known]) => deadlineOf(known, uncovered, learnedOf(id)));
        const due = [...model].filter((_, place) => (instants[place] ?? Infinity) <= now);
        const earliest = Math.min(Infinity, ...instants);
        expect(deadlines.earliest()).toBeLessThanOrEqual(earliest);
        expect(deadlines.due(now)).toBe(due.length > 0);
        expect(deadlines.pass(now)).toBe(due.length);
        for (const [id] of due) model.delete(id);
        expect(deadlines.due(now)).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});

test('HB-14 a sender that keeps changing its interval does not fill the memory, and what is silent and unknown is forgotten', () => {
  const deadlines = createDeadlines();
  for (let round = 0; round < 100_000; round++) deadlines.heard('a', round, round % 2 === 0 ? 86_400_000 : 1000, 1000);
  expect(deadlines.size()).toBe(1);
  deadlines.forget(() => false);
  expect(deadlines.size()).toBe(1);
  expect(deadlines.pass(1_000_000)).toBe(1);
  expect(deadlines.declared('a')).toBe(1000);
  deadlines.forget(() => false);
  expect(deadlines.size()).toBe(0);
});

test('HB-14 ten thousand components cost microseconds each, not a scan', () => {
  const deadlines = createDeadlines();
  const began = performance.now();
  for (let second = 0; second < 10; second++) {
    for (let id = 0; id < 10_000; id++) deadlines.heard(`component-${id}`, second * 1000, undefined, 1000);
    expect(deadlines.due(second * 1000)).toBe(false);
  }
  expect(deadlines.pass(9000 + 3000)).toBe(10_000);
  expect(performance.now() - began).toBeLessThan(3000);
});
