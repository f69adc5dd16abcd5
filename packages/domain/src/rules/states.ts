/** One level of one rule: on its way to stand, or standing. Without any it is not breached. */
export type LaneState =
  | { readonly is: 'pending'; readonly since: number; readonly ms: number }
  | { readonly is: 'counting'; readonly marks: number }
  | { readonly is: 'standing'; readonly since: number; readonly clearMs: number | null };

export interface NumberState {
  readonly type: 'number';
  /** As it is told: it follows the metric only in steps of a tenth, so that a figure that trembles is no news each second. */
  readonly value: number;
  readonly usual: number | null;
  readonly degraded: LaneState | null;
  readonly down: LaneState | null;
}

export interface LearningState {
  readonly type: 'learning';
}

export interface WordState {
  readonly type: 'word';
  readonly value: string;
  readonly degraded: LaneState | null;
  readonly down: LaneState | null;
}

export interface ExpectedState {
  readonly type: 'expected';
  /** Newest instant at which it is known to have happened. */
  readonly seenAt: number | null;
  /** The label: still good, or told and not good. */
  readonly label: 'good' | 'other' | null;
  readonly progress: Progress | null;
}

export interface Progress {
  readonly from: number;
  readonly fromAt: number;
  readonly value: number;
  readonly at: number;
}

export interface UnwantedState {
  readonly type: 'unwanted';
  readonly at: number;
  readonly until: number;
}

export interface LostBeatsState {
  readonly type: 'lost-beats';
  readonly losses: readonly (readonly [at: number, lost: number])[];
}

export type RuleState = NumberState | LearningState | WordState | ExpectedState | UnwantedState | LostBeatsState;

/** By rule; a rule that has nothing to remember has no entry. Plain JSON, replaced and never changed. */
export type RuleStates = Readonly<Record<string, RuleState>>;

export const noRuleStates: RuleStates = Object.freeze({});

/** The very same states when nothing changed, and the one empty object when nothing is left. */
export function withState(states: RuleStates, id: string, next: RuleState | undefined): RuleStates {
  if (states[id] === next) return states;
  if (next !== undefined) return { ...states, [id]: next };
  const { [id]: _gone, ...rest } = states;
  return Object.keys(rest).length === 0 ? noRuleStates : rest;
}
