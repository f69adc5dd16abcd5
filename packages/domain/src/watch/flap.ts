import type { Condition, Reason } from '@yagura/contract';
import { compareConditions } from '../health/rank.ts';
import { earliest } from '../health/earliest.ts';
import type { Verdict } from './component.ts';

const quickly = { changes: 4, withinMs: 300_000 } as const;
const steadily = { changes: 8, withinMs: 3_600_000 } as const;
/** So long nothing may change before it is told where it stands. */
const quietMs = 600_000;
const flipsRemembered = 16;

type Sighted = Exclude<Condition, 'no-sight'>;

/** What a component went through of late. Being out of sight is our trouble and no change of its own. */
export interface Flapping {
  /** The last condition that we had sight of; null before the first. */
  readonly last: Sighted | null;
  readonly flips: readonly number[];
  /** While it flaps: the worst it was, which is what is told. */
  readonly held: { readonly worst: Sighted; readonly since: number } | null;
  /** When the last flapping was over: nothing that was told since began earlier. */
  readonly calmedAt: number;
}

export const steady: Flapping = { last: null, flips: [], held: null, calmedAt: 0 };

/** What this verdict adds to what is remembered. The very same record where it adds nothing, as nearly always. */
export function flappingAfter(before: Flapping, verdict: Verdict, now: number): Flapping {
  const calmed = now >= (calmsAt(before) ?? Infinity) ? calm(before) : before;
  if (verdict.condition === 'no-sight' || verdict.expectation !== 'expected') return calmed;
  if (verdict.condition === calmed.last) return calmed;
  // The first good word after the start is no change, and neither is what was planned to end.
  if (calmed.last === null) return { ...calmed, last: verdict.condition };
  const flips = [...calmed.flips, verdict.at]
    .filter((at) => at > verdict.at - steadily.withinMs)
    .slice(-flipsRemembered);
  return { ...calmed, last: verdict.condition, flips, held: heldAfter(calmed, verdict.condition, verdict.at, flips) };
}

function calm(before: Flapping): Flapping {
  return { ...before, flips: [], held: null, calmedAt: quietAt(before) };
}

function heldAfter(before: Flapping, condition: Sighted, at: number, flips: readonly number[]): Flapping['held'] {
  if (before.held) return { ...before.held, worst: worse(before.held.worst, condition) };
  const decisive = [quickly, steadily].some(
    ({ changes, withinMs }) => (flips.at(-changes) ?? -Infinity) > at - withinMs,
  );
  if (!decisive) return null;
  // Of two conditions that follow each other one is bad, so what is held is never green.
  return { worst: worse(before.last ?? condition, condition), since: at };
}

function worse(a: Sighted, b: Sighted): Sighted {
  return compareConditions(a, b) <= 0 ? a : b;
}

function quietAt(flapping: Flapping): number {
  return (flapping.flips.at(-1) ?? 0) + quietMs;
}

/** What people are told: the verdict, or while it flaps the worst it was. */
export function told(verdict: Verdict, flapping: Flapping): Verdict {
  const { held, calmedAt } = flapping;
  if (held === null) return calmedAt > verdict.at ? { ...verdict, at: calmedAt } : verdict;
  if (verdict.condition === 'no-sight' || verdict.expectation !== 'expected') return verdict;
  const reason: Reason = {
    code: 'flapping',
    holds: held.worst,
    changes: flapping.flips.length,
    withinMs: (flapping.flips.at(-1) ?? 0) - (flapping.flips[0] ?? 0),
    quietAt: quietAt(flapping),
  };
  return {
    ...verdict,
    condition: held.worst,
    at: held.since,
    reasons: [reason, ...verdict.reasons],
    flags: [...verdict.flags, 'flapping'],
    nextAt: earliest(verdict.nextAt, quietAt(flapping)),
    forgiven: null,
  };
}

/** When silence of changes alone ends the flapping. */
export function calmsAt(flapping: Flapping): number | null {
  return flapping.held === null ? null : quietAt(flapping);
}
