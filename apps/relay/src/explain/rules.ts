import type { AppliedRule, Because, Calendar, Gate, Reason, Rule, RuleBrief, Status } from '@yagura/contract';
import { describeRule, explain, gatesAt, isOpen, phaseAt, reasonFacts } from '@yagura/domain';

/** A reason with its figures and the rule that it comes from. */
export function becauseOf(reason: Reason, status: Status, rules: readonly Rule[]): Because {
  const { value, limit, since, clears } = reasonFacts(reason);
  const rule = ruleOf(reason, rules);
  return {
    code: reason.code,
    text: explain(reason),
    rule: rule ? briefOf(rule) : null,
    value: value ?? null,
    limit: limit ?? null,
    since: since ?? status.since,
    clears,
  };
}

/** Rules that are built in say their own code, and there is one of each. */
function ruleOf(reason: Reason, rules: readonly Rule[]): Rule | undefined {
  if ('rule' in reason) return rules.find(({ id }) => id === reason.rule);
  return rules.find(({ type }) => type === reason.code);
}

function briefOf({ id, cause, consequence, action, respondWithin, source }: Rule): RuleBrief {
  return {
    id,
    cause: cause ?? null,
    consequence: consequence ?? null,
    action: action ?? null,
    respondWithinMs: respondWithin ?? null,
    source: source ?? null,
  };
}

/** Whose calendar is `always` trades without a pause. */
export type Follows = Calendar | 'always' | null;

export function appliedRules(rules: readonly Rule[], calendar: Follows, at: number): AppliedRule[] {
  return rules.map((rule) => ({
    ...briefOf(rule),
    type: rule.type,
    gate: rule.when ?? 'always',
    words: describeRule(rule),
    asleep: rule.off === undefined ? asleepBy(rule.when ?? 'always', calendar, at) : `switched off: ${rule.off}`,
  }));
}

const shutWords: Readonly<Record<Exclude<Gate, 'always'>, string>> = {
  session: 'not in session',
  market: 'the market is not open',
  continuous: 'no continuous trading',
};

/** Only what a calendar can tell; whether the watch has samples enough to ask it is the engine's to know. */
function asleepBy(gate: Gate, calendar: Follows, at: number): string | null {
  if (gate === 'always' || calendar === 'always') return null;
  if (calendar === null) return 'it follows no calendar';
  if (isOpen(gate, gatesAt(calendar, at))) return null;
  const why = phaseAt(calendar, at).phase === 'unknown' ? 'the phases are unknown' : shutWords[gate];
  return `${why} (${calendar.id})`;
}
