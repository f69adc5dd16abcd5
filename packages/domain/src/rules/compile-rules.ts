import type { Rule } from '@yagura/contract';
import { compileRule } from './compile-rule.ts';
import type { CompiledRule, CompiledRuleSet, OtherRule, RuleProblem } from './compiled.ts';

/** Which rule, which field, why, and what was most likely meant. */
export interface NamedProblem extends RuleProblem {
  readonly rule: string;
}

export type CompiledRules =
  | { readonly ok: true; readonly set: CompiledRuleSet }
  | { readonly ok: false; readonly problems: readonly NamedProblem[] };

export function compileRules(rules: readonly Rule[]): CompiledRules {
  const problems: NamedProblem[] = [];
  const compiled: CompiledRule[] = [];
  for (const rule of rules) {
    const outcome = compileRule(rule);
    if (outcome.ok) compiled.push(outcome.value);
    else problems.push({ rule: rule.id, ...outcome.problem });
  }
  problems.push(...twice(rules));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, set: setOf(compiled) };
}

export const noRules: CompiledRuleSet = setOf([]);

function setOf(rules: readonly CompiledRule[]): CompiledRuleSet {
  const all = rules.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const asked = all.filter((rule): rule is Exclude<CompiledRule, OtherRule> => rule.type !== 'other');
  return {
    all,
    asked,
    sampled: asked.filter((rule) => rule.type !== 'expected' || rule.label !== null || rule.progress !== null),
    expected: all.filter((rule) => rule.type === 'expected'),
    unwanted: all.filter((rule) => rule.type === 'unwanted'),
    baselined: baselinedOf(all),
  };
}

function baselinedOf(rules: readonly CompiledRule[]): string[] {
  const metrics = rules.flatMap((rule) => (rule.type === 'number' && rule.relative ? [rule.metric] : []));
  return [...new Set(metrics)].toSorted();
}

/** A built-in check has one set of limits; two rules about it would each hide the other. */
function twice(rules: readonly Rule[]): NamedProblem[] {
  return (['restarts', 'clock', 'lost-beats'] as const).flatMap((type) => {
    const [first, ...others] = rules.filter((rule) => rule.type === type);
    return others.map(({ id }) => ({
      rule: id,
      field: 'type',
      text: `${first?.id} already says how ${type} are judged; change that one, or switch it off`,
    }));
  });
}
