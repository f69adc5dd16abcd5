import type { CompiledRuleSet } from './compiled.ts';

/** Limits of what is judged with the heartbeat itself; null where no rule asks for it. */
export interface BuiltIns {
  readonly restarts: {
    readonly rule: string;
    readonly degraded: number | null;
    readonly down: number | null;
    readonly withinMs: number;
  } | null;
  readonly clock: { readonly rule: string; readonly noteMs: number; readonly degradedMs: number } | null;
  readonly parity: readonly { readonly rule: string; readonly labels: readonly string[] }[];
}

export function builtInsOf(set: CompiledRuleSet): BuiltIns {
  let restarts: BuiltIns['restarts'] = null;
  let clock: BuiltIns['clock'] = null;
  const parity: { rule: string; labels: readonly string[] }[] = [];
  for (const compiled of set.all) {
    if (compiled.type !== 'other') continue;
    const { rule } = compiled;
    if (rule.type === 'restarts')
      restarts = { rule: rule.id, degraded: rule.degraded ?? null, down: rule.down ?? null, withinMs: rule.within };
    if (rule.type === 'clock') clock = { rule: rule.id, noteMs: rule.note, degradedMs: rule.degraded };
    if (rule.type === 'parity') parity.push({ rule: rule.id, labels: rule.labels });
  }
  return { restarts, clock, parity };
}
