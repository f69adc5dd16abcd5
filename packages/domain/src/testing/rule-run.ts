import { noon } from '@yagura/testkit';
import type { Rule, RuleEntry } from '@yagura/contract';
import { compileRules } from '../rules/compile-rules.ts';
import type { CompiledRuleSet } from '../rules/compiled.ts';
import { conclude, type Moment, type RuleVerdict } from '../rules/conclude.ts';
import { ruleSetFor } from '../rules/rule-set-for.ts';
import type { Sample } from '../rules/sample.ts';
import { noRuleStates, type RuleStates } from '../rules/states.ts';
import { takeOccurrence, type OccurrenceContext } from '../rules/take-occurrence.ts';
import { takeSample } from '../rules/take-sample.ts';

export const openGates = { session: true, market: true, continuous: true } as const;
const nothing = { metrics: {}, labels: {}, lost: 0, gates: openGates, baseline: () => null } as const;

export function sampleAt(at: number, rest: Partial<Sample> = {}): Sample {
  return { at, countedMs: 1000, ...nothing, ...rest };
}

/** Rules as they would stand in a desk file, with no defaults below them. */
export function rulesOf(...entries: RuleEntry[]): readonly Rule[] {
  const outcome = ruleSetFor({ rules: {} }, 'service', [], entries);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.rules;
}

export function setOf(...entries: RuleEntry[]): CompiledRuleSet {
  const compiled = compileRules(rulesOf(...entries));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.set;
}

/** One component's rules through a life, a sample a second unless told otherwise. */
export interface RuleRun {
  readonly now: number;
  readonly states: RuleStates;
  take(rest?: Partial<Sample>): RuleRun;
  /** The same sample so many times. */
  repeat(times: number, rest?: Partial<Sample>): RuleRun;
  occur(event: string, context?: Partial<OccurrenceContext>): RuleRun;
  verdict(moment?: Partial<Moment>): RuleVerdict;
}

export function ruleRun(set: CompiledRuleSet, start = noon): RuleRun {
  let states = noRuleStates;
  let now = start;
  const run: RuleRun = {
    get now() {
      return now;
    },
    get states() {
      return states;
    },
    take(rest = {}) {
      now = rest.at ?? now + (rest.countedMs ?? 1000);
      states = takeSample(set, states, sampleAt(now, rest));
      return run;
    },
    repeat(times, rest) {
      for (let count = 0; count < times; count++) run.take(rest);
      return run;
    },
    occur(event, context) {
      states = takeOccurrence(set, states, { event, at: now }, { gates: openGates, inResetWindow: false, ...context });
      return run;
    },
    verdict: (moment) => conclude(set, states, { now, gates: openGates, due: null, ...moment }),
  };
  return run;
}
