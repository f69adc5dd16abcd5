import type { CompiledRuleSet, UnwantedRule } from './compiled.ts';
import { occurred } from './expected-rule.ts';
import { isOpen, type Gates } from './gates.ts';
import { withState, type RuleState, type RuleStates } from './states.ts';

export interface OccurrenceContext {
  readonly gates: Gates;
  readonly inResetWindow: boolean;
}

/** Takes an event that was told. Told again, or after a later one, it changes nothing. */
export function takeOccurrence(
  set: CompiledRuleSet,
  states: RuleStates,
  { event, at }: { readonly event: string; readonly at: number },
  context: OccurrenceContext,
): RuleStates {
  let next = states;
  for (const rule of set.expected) {
    if (rule.event !== event) continue;
    const before = next[rule.id];
    next = withState(next, rule.id, occurred(before?.type === 'expected' ? before : undefined, at));
  }
  for (const rule of set.unwanted)
    if (rule.event === event && counts(rule, context))
      next = withState(next, rule.id, unwantedAt(rule, next[rule.id], at));
  return next;
}

function counts(rule: UnwantedRule, { gates, inResetWindow }: OccurrenceContext): boolean {
  return isOpen(rule.when, gates) && !(rule.outsideReset && inResetWindow);
}

function unwantedAt(rule: UnwantedRule, before: RuleState | undefined, at: number): RuleState {
  if (before?.type === 'unwanted' && before.at >= at) return before;
  return { type: 'unwanted', at, until: at + rule.holdsMs };
}
