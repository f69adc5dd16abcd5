import { ruleSchema, type Kind, type Rule, type RuleEntry, type RuleFile } from '@yagura/contract';
import { compileRules, type NamedProblem } from './compile-rules.ts';

export type RuleSetOutcome =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly problems: readonly NamedProblem[] };

/**
 * The rules of a component: what ships for all, then for its kind, then what the desk says of the kind, then what it says of the
 * component. Of rules with one id the later fields win.
 */
export function ruleSetFor(
  file: RuleFile,
  kind: Kind,
  kindOverrides: readonly RuleEntry[],
  componentOverrides: readonly RuleEntry[],
): RuleSetOutcome {
  const layers = [file.rules.any ?? [], file.rules[kind] ?? [], kindOverrides, componentOverrides];
  const problems = layers.flatMap(repeated);
  const rules: Rule[] = [];
  for (const entry of merged(layers)) {
    // A rule that is switched off may be unfinished: nobody asks it.
    if (typeof entry.off === 'string') continue;
    const parsed = ruleSchema.safeParse({ type: 'threshold', ...entry });
    if (parsed.success) rules.push(parsed.data);
    else problems.push(...parsed.error.issues.map((issue) => problemOf(entry, issue)));
  }
  const compiled = compileRules(rules);
  if (!compiled.ok) problems.push(...compiled.problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules };
}

function merged(layers: readonly (readonly RuleEntry[])[]): RuleEntry[] {
  const byId = new Map<string, RuleEntry>();
  for (const entry of layers.flat()) byId.set(entry.id, mergedEntry(byId.get(entry.id), entry));
  return [...byId.values()];
}

/** A rule of another type shares nothing with its default but the id. */
function mergedEntry(before: RuleEntry | undefined, entry: RuleEntry): RuleEntry {
  const typeOf = (rule: RuleEntry) => rule.type ?? 'threshold';
  if (before === undefined || (entry.type !== undefined && entry.type !== typeOf(before))) return entry;
  return { ...before, ...entry };
}

function repeated(layer: readonly RuleEntry[]): NamedProblem[] {
  const seen = new Set<string>();
  return layer.flatMap(({ id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ rule: id, field: 'id', text: `"${id}" stands here twice; write its fields into one rule` }];
  });
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: unknown;
}

function problemOf(entry: RuleEntry, issue: Issue): NamedProblem {
  const rule = entry.id;
  if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys))
    return {
      rule,
      field: issue.keys.join(', '),
      text: 'does not belong to a rule of this type; leave it out, or name another "type"',
    };
  const field = issue.path.join('.') || 'type';
  const bare = field === 'degraded' || field === 'down' ? entry[field] : undefined;
  if (typeof bare === 'number')
    return { rule, field, text: `${bare} does not say which side is bad; did you mean "> ${bare}"?` };
  return { rule, field, text: issue.message };
}
