import type { Condition, Expectation, Flag, PortName, Reason } from '@yagura/contract';
import type { Probes } from '../heartbeat/probes.ts';
import { noRuleStates, type RuleStates } from '../rules/states.ts';
import { steady, type Flapping } from './flap.ts';

/** What watch concludes of one component: a status before anything that concerns several components. */
export interface Verdict {
  readonly condition: Condition;
  readonly expectation: Expectation;
  /** When this condition began to be true. */
  readonly at: number;
  readonly reasons: readonly [Reason, ...Reason[]];
  readonly flags: readonly Flag[];
  readonly nextAt: number | null;
  /** While it recovers from a silence: what it would be had that silence been our own blindness. */
  readonly forgiven: 'ok' | 'degraded' | 'down' | null;
  readonly schedule: Schedule;
}

/** Where a component stands in its calendars at the instant of a verdict. */
export interface Schedule {
  /** Its session by its calendar; `none` where it follows no calendar, `unknown` beyond what the calendar covers. */
  readonly session: 'none' | 'open' | 'closed' | 'unknown';
  /** It beats although its `runs` says that it should be quiet. */
  readonly beatsWhileQuiet: boolean;
  /** The next open of its market, when that is closed now. */
  readonly opensAt: number | null;
}

export const noSchedule: Schedule = { session: 'none', beatsWhileQuiet: false, opensAt: null };

/** A verdict before what is planned is taken into account. */
export type Conclusion = Omit<Verdict, 'expectation' | 'schedule'>;

/** The last beat that counted, and where the uncovered time of its path stood when it was heard. */
export interface Heard {
  readonly at: number;
  readonly collector: string;
  readonly port: PortName;
  readonly uncovered: number;
  readonly late: boolean;
}

/** A bad condition that has not been left yet: leaving it must be earned. */
export interface Held {
  readonly condition: 'down' | 'degraded';
  readonly good: number;
  /** First good beat of this attempt. */
  readonly from: number | null;
  /** Time since then, up to the last beat, that nobody vouches for. */
  readonly unseen: number;
  /** For a silence: what it still had to earn when it fell silent. Null for what it said itself. */
  readonly beforeSilence: 'ok' | 'degraded' | 'down' | null;
  /** What has to be earned as well when this is: it said that it was degraded while it recovered from down. */
  readonly beneath: Held | null;
}

export interface Says {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly message: string | null;
}

/** Records are replaced, never changed, so that a snapshot is a list of references taken in an instant. */
export interface ComponentState {
  readonly id: string;
  readonly everyMs: number;
  readonly declaredEveryMs: number | null;
  /** Alerts within 5 s are required of it; it also recovers faster. */
  readonly urgent: boolean;
  readonly witness: boolean;
  readonly figure: string | null;
  /** The sender that brought it, when no desk file names it. */
  readonly registeredBy: string | null;
  /** Key of the setting that it shares with all that have the same calendars and rules. */
  readonly setting: string;
  readonly addedAt: number;
  readonly heard: Heard | null;
  readonly epoch: string | null;
  /** Epochs by first arrival, the newest last: what belongs to an earlier one is history. */
  readonly epochs: readonly string[];
  readonly seq: number | null;
  readonly restarts: readonly number[];
  readonly says: Says;
  /** What others found out about it; null where nobody probes it. */
  readonly probes: Probes | null;
  readonly closing: { readonly until: number } | null;
  readonly lastClosingAt: number | null;
  readonly skew: { readonly beats: number; readonly offsetMs: number };
  readonly metrics: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly occurrences: Readonly<Record<string, number>>;
  readonly held: Held | null;
  /** Sight of it was lost and no beat was heard since: only a fresh one brings it back. */
  readonly sightless: boolean;
  /** Found since the last beat: what is learned later about the coverage of that time takes neither back. */
  readonly slow: boolean;
  readonly silent: boolean;
  readonly lostBeats: number;
  readonly ignoredBeats: number;
  readonly ruleStates: RuleStates;
  /** Expected again since then, and not heard since: its silence counts from here. */
  readonly awaited: { readonly at: number; readonly uncovered: number } | null;
  /** Learned from its gaps on a day before; null where three intervals say enough. */
  readonly learnedMs: number | null;
  readonly flapping: Flapping;
  readonly verdict: Verdict;
  /** What the desk was told: the verdict, or the worst of late while it flaps. */
  readonly told: Verdict;
}

export interface NewComponent {
  readonly id: string;
  readonly everyMs: number;
  readonly urgent: boolean;
  readonly witness: boolean;
  readonly figure: string | null;
  readonly registeredBy: string | null;
  readonly setting: string;
  readonly learnedMs: number | null;
}

export function newComponent(plan: NewComponent, at: number): ComponentState {
  const verdict: Verdict = {
    condition: 'no-sight',
    expectation: 'expected',
    at,
    reasons: [{ code: 'never-seen' }],
    flags: plan.registeredBy === null ? [] : ['unregistered'],
    nextAt: null,
    forgiven: null,
    schedule: noSchedule,
  };
  return {
    ...plan,
    declaredEveryMs: null,
    addedAt: at,
    heard: null,
    epoch: null,
    epochs: [],
    seq: null,
    restarts: [],
    says: { status: 'ok', message: null },
    probes: null,
    closing: null,
    lastClosingAt: null,
    skew: { beats: 0, offsetMs: 0 },
    metrics: {},
    labels: {},
    occurrences: {},
    held: null,
    sightless: false,
    slow: false,
    silent: false,
    lostBeats: 0,
    ignoredBeats: 0,
    ruleStates: noRuleStates,
    awaited: null,
    flapping: steady,
    verdict,
    told: verdict,
  };
}
