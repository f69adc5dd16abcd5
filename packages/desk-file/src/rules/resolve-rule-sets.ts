import { createHash } from 'node:crypto';
import type { Calendar, DeskFile, Gate, Kind, Rule, RuleEntry, RuleFile } from '@yagura/contract';
import { ruleSetFor } from '@yagura/domain';
import type { Report } from '../problem.ts';
import { refuseSlowRules, type Urgency } from './refuse-slow-rules.ts';

export interface ResolvedRules {
  /** Key in `ruleSets` for each component, in the desk's order. */
  readonly keys: readonly string[];
  readonly ruleSets: Readonly<Record<string, Rule[]>>;
  /** Rules that ship for a kind and can never be asked of a component, because the phases of its calendar are unknown. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly component: string;
  readonly rules: readonly string[];
}

type Component = DeskFile['components'][number];
type Place = readonly PropertyKey[];

/** The rules of every component; those of one content are one set. `factsOf` is what else is known of a component. */
export function resolveRuleSets(
  desk: DeskFile,
  file: RuleFile,
  factsOf: (index: number) => Urgency & { readonly calendar: Calendar | null; readonly always: boolean },
  report: Report,
): ResolvedRules {
  const ofKind = rulesOfKinds(desk, file, report);
  const shelf = shelveByContent(rulesOfUnregistered(file));
  const leftOut: LeftOut[] = [];
  const refuseSlow = refuseSlowRules(desk, report);
  const keys = desk.components.map((component, index) => {
    const usual = ofKind.get(component.kind);
    // What is wrong with the kind has been told there; each of its components would only repeat it.
    if (!usual) return shelf.keyOf([]);
    const rules = component.rules.length === 0 ? usual : rulesOf(desk, file, component, index, report);
    const { calendar, always, ...urgency } = factsOf(index);
    refuseSlow(rules, index, urgency);
    if (always || (calendar !== null && calendar.phases.length > 0)) return shelf.keyOf(rules);
    const waiting = rules.filter(({ when }) => when === 'continuous').map(({ id }) => id);
    if (waiting.length === 0) return shelf.keyOf(rules);
    leftOut.push({ component: component.id, rules: waiting });
    reportPhases(component, calendar, (place, text) => report(['components', index, ...place], text));
    return shelf.keyOf(rules.filter(({ when }) => when !== 'continuous'));
  });
  return { keys, ruleSets: shelf.sets, leftOut };
}

/** What no desk file names is judged by what holds for all. */
function rulesOfUnregistered({ rules }: RuleFile): Record<string, Rule[]> {
  const outcome = ruleSetFor({ rules: { any: rules.any ?? [] } }, 'service', [], []);
  return outcome.ok ? { unregistered: [...outcome.rules] } : {};
}

function rulesOfKinds(desk: DeskFile, file: RuleFile, report: Report): Map<Kind, readonly Rule[]> {
  const sets = new Map<Kind, readonly Rule[]>();
  const kinds = new Set([...desk.components.map(({ kind }) => kind), ...(Object.keys(desk.defaults) as Kind[])]);
  for (const kind of kinds) {
    const entries = desk.defaults[kind]?.rules ?? [];
    const outcome = ruleSetFor(file, kind, entries, []);
    if (outcome.ok) sets.set(kind, outcome.rules);
    else reportAt(['defaults', kind, 'rules'], entries, outcome.problems, report);
  }
  return sets;
}

function rulesOf(desk: DeskFile, file: RuleFile, component: Component, index: number, report: Report): readonly Rule[] {
  const outcome = ruleSetFor(file, component.kind, desk.defaults[component.kind]?.rules ?? [], component.rules);
  if (outcome.ok) return outcome.rules;
  reportAt(['components', index, 'rules'], component.rules, outcome.problems, report);
  return [];
}

function reportAt(
  list: Place,
  entries: readonly RuleEntry[],
  problems: readonly { rule: string; field: string; text: string }[],
  report: Report,
): void {
  for (const { rule, field, text } of problems) {
    const place = entries.findLastIndex((entry) => entry.id === rule);
    if (place < 0) report(list, `${rule}: ${field}: ${text}`);
    else report([...list, place, ...field.split('.')], `(rule ${rule}) ${text}`);
  }
}

/** What ships for a kind is left out in silence; what a component itself asks for is refused, because whoever wrote it relies on it. */
function reportPhases(component: Component, calendar: Calendar | null, report: Report): void {
  const lack = calendar === null ? 'it follows no calendar' : `the phases of ${calendar.id} are unknown`;
  component.rules.forEach((entry, place) => {
    // The schema of entries is put together from those of all types, which its inferred type does not tell.
    if ((entry as { when?: Gate }).when === 'continuous')
      report(['rules', place, 'when'], `${lack}, so "continuous" can never be told; did you mean "market"?`);
  });
}

function shelveByContent(unregistered: Record<string, Rule[]>) {
  const sets: Record<string, Rule[]> = { none: [], ...unregistered };
  const known = new Map<readonly Rule[], string>();
  const keyOf = (rules: readonly Rule[]): string => {
    if (rules.length === 0) return 'none';
    const before = known.get(rules);
    if (before !== undefined) return before;
    const key = createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12);
    sets[key] ??= [...rules];
    known.set(rules, key);
    return key;
  };
  return { sets, keyOf };
}
