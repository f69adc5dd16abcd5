import type { Rule, RuleEntry, Watched } from '@yagura/contract';
import { compileRule, detectionMs, tooSlow } from '@yagura/domain';
import { firstNames } from '../../text/count-text.ts';
import { durationText } from '../../text/duration-text.ts';
import type { Examined, Examiner } from './examined.ts';

export const rulesTooSlow: Examiner = (examined) => ({
  code: 'rule-too-slow',
  noun: 'tier 1 component',
  lack: 'with vital rules that take longer than 5 s',
  advice: 'Shorten their "for", let it beat faster, or write in slowBecause why they may.',
  about: examined.inventory.components
    .filter(({ tier }) => tier === 1)
    .flatMap((component) => named(component, slowRules(rulesOf(examined, component), component.everyMs))),
});

function slowRules(rules: readonly Rule[], everyMs: number): string[] {
  return rules.flatMap((rule) => {
    const compiled = compileRule(rule);
    if (!compiled.ok || !tooSlow(compiled.value, everyMs)) return [];
    return [`${rule.id}: ${durationText(detectionMs(compiled.value, everyMs, 'down') ?? 0)}`];
  });
}

export const rulesWithoutCalendar: Examiner = (examined) => ({
  code: 'rule-without-calendar',
  noun: 'component',
  lack: 'with rules never asked for want of a calendar',
  advice: 'Give it a calendar, or switch these rules off with a reason.',
  about: examined.inventory.components
    .filter(({ calendar }) => calendar === null)
    .flatMap((component) => {
      const waiting = rulesOf(examined, component)
        .filter(needsCalendar)
        .map(({ id }) => id);
      return named(component, [...waiting, ...leftOutOf(examined, component)]);
    }),
});

export const rulesWithoutPhases: Examiner = (examined) => ({
  code: 'rule-without-phases',
  noun: 'component',
  lack: 'with rules never asked for want of known phases',
  advice: 'Enter the phases with their source in calendars.yaml, or let the rules wait for "market".',
  about: examined.inventory.components
    .filter(({ calendar }) => calendar !== null)
    .flatMap((component) => named(component, leftOutOf(examined, component))),
});

export const rulesOffAndChanged: Examiner = ({ desk }) => ({
  code: 'rule-off-and-changed',
  noun: 'rule',
  lack: 'switched off and changed at once',
  advice: 'What else is written there has no effect; leave out one of the two.',
  about: [
    ...Object.entries(desk.defaults).flatMap(([kind, { rules }]) => offAndChanged(rules, `defaults.${kind}`)),
    ...desk.components.flatMap(({ id, rules }) => offAndChanged(rules, id)),
  ],
});

function offAndChanged(entries: readonly RuleEntry[], where: string): string[] {
  return entries
    .filter(
      (entry) =>
        typeof entry.off === 'string' && Object.keys(entry).some((field) => !['id', 'type', 'off'].includes(field)),
    )
    .map(({ id }) => `${id} of ${where}`);
}

const needsCalendar = ({ type, when }: Rule) => type === 'expected' || (when !== undefined && when !== 'always');

function rulesOf({ inventory }: Examined, { ruleSet }: Watched): readonly Rule[] {
  return inventory.ruleSets[ruleSet] ?? [];
}

function leftOutOf({ leftOut }: Examined, { id }: Watched): readonly string[] {
  return leftOut.find(({ component }) => component === id)?.rules ?? [];
}

const rulesShown = 3;

function named({ id }: Watched, rules: readonly string[]): string[] {
  return rules.length === 0 ? [] : [`${id} (${firstNames(rules, rulesShown)})`];
}
