import type { Gate, RuleOf } from '@yagura/contract';
import type { Delay, Limit } from './limit.ts';

export type Says = 'degraded' | 'down';

/** When one level begins to stand, and how long it must be clear before it stands no more. */
export interface Lane {
  readonly delay: Delay;
  readonly offMs: number;
}

export interface NumberLane extends Lane {
  readonly limit: Limit;
  readonly clear: Limit;
  /** As a reason tells them. */
  readonly limitText: string;
  readonly clearText: string;
}

interface About {
  readonly id: string;
  readonly when: Gate;
  readonly vital: boolean;
  readonly slowBecause: string | null;
}

/** Of thresholds, capacities and baselines: one number of each sample against two limits. */
export interface NumberRule extends About {
  readonly type: 'number';
  readonly subject: string;
  readonly metric: string;
  readonly of: string | null;
  readonly ofElse: number;
  /** How long one unit of the metric is, where it counts time since its matter began; else 0. */
  readonly ageMs: number;
  readonly factor: number;
  readonly least: { readonly metric: string; readonly atLeast: number } | null;
  readonly floor: { readonly limit: Limit; readonly clear: Limit } | null;
  /** Compares with what is usual. */
  readonly relative: boolean;
  readonly degraded: NumberLane | null;
  readonly down: NumberLane | null;
}

export interface WordRule extends About {
  readonly type: 'word';
  readonly label: string;
  readonly good: readonly string[];
  readonly afterGood: boolean;
  readonly degraded: Lane | null;
  readonly down: Lane | null;
}

export interface ExpectedRule extends About {
  readonly type: 'expected';
  readonly subject: string;
  readonly event: string | null;
  readonly label: string | null;
  readonly good: readonly string[];
  readonly progress: string | null;
  readonly from: string;
  readonly note: string | null;
  readonly degraded: string | null;
  readonly down: string | null;
  readonly until: string;
}

export interface UnwantedRule extends About {
  readonly type: 'unwanted';
  readonly event: string;
  readonly outsideReset: boolean;
  readonly says: Says;
  readonly holdsMs: number;
}

export interface LostBeatsRule extends About {
  readonly type: 'lost-beats';
  readonly note: number;
  readonly degraded: number;
  readonly withinMs: number;
}

/** Judged elsewhere: by the heartbeat itself and by the desk. */
export interface OtherRule extends About {
  readonly type: 'other';
  readonly rule: RuleOf<'restarts'> | RuleOf<'clock'> | RuleOf<'parity'>;
}

export type CompiledRule = NumberRule | WordRule | ExpectedRule | UnwantedRule | LostBeatsRule | OtherRule;

/** The rules of a component, sorted by what looks at them: components of a kind mostly share one set. */
export interface CompiledRuleSet {
  /** In the order of their ids, so that reasons are too. */
  readonly all: readonly CompiledRule[];
  /** Those that look at every sample. */
  readonly sampled: readonly Exclude<CompiledRule, OtherRule>[];
  /** Those that may have something to say. */
  readonly asked: readonly Exclude<CompiledRule, OtherRule>[];
  readonly expected: readonly ExpectedRule[];
  readonly unwanted: readonly UnwantedRule[];
  /** Metrics that are compared with what is usual. */
  readonly baselined: readonly string[];
}

export interface RuleProblem {
  readonly field: string;
  readonly text: string;
}
