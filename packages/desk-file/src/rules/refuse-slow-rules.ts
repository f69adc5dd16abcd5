import type { DeskFile, Rule } from '@yagura/contract';
import { compileRule, detectionMs, tooSlow } from '@yagura/domain';
import type { Report } from '../problem.ts';

export interface Urgency {
  readonly everyMs: number;
  readonly tier: number;
}

/**
 * At tier 1 what is vital is told within 5 s: a rule that the desk file itself makes slower is refused until it says why. One that ships
 * and is only slowed by a component's interval is not: it could not be mended where it stands.
 */
export function refuseSlowRules(desk: DeskFile, report: Report) {
  const told = new Set<string>();
  return (rules: readonly Rule[], index: number, { everyMs, tier }: Urgency): void => {
    if (tier !== 1) return;
    for (const rule of rules) {
      const compiled = compileRule(rule);
      if (!compiled.ok || !tooSlow(compiled.value, everyMs)) continue;
      const place = placeOf(desk, index, rule.id);
      if (place === null || told.has(place.join('.'))) continue;
      told.add(place.join('.'));
      const seconds = Math.round((detectionMs(compiled.value, everyMs, 'down') ?? 0) / 100) / 10;
      report(
        place,
        `(rule ${rule.id}) takes up to ${seconds} s until "down", and tier 1 has 5 s; make it quicker, or write in slowBecause why it may`,
      );
    }
  };
}

/** Where the desk file speaks of that rule, for the component before for its kind. */
function placeOf(desk: DeskFile, index: number, rule: string): PropertyKey[] | null {
  const component = desk.components[index];
  const own = component?.rules.findLastIndex(({ id }) => id === rule) ?? -1;
  if (own >= 0) return ['components', index, 'rules', own];
  const ofKind = component && desk.defaults[component.kind]?.rules.findLastIndex(({ id }) => id === rule);
  return component && ofKind !== undefined && ofKind >= 0 ? ['defaults', component.kind, 'rules', ofKind] : null;
}
