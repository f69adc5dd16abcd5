import { freshnessNever, type Freshness, type Status } from '@yagura/contract';

/** For each component the latest instant (desk time) at which we know that it was heard; null when we know of none. */
export type Evidence = readonly (number | null)[];

/** Bytes are ages rounded up, so each is a lower bound; of two lower bounds the later one is the better. */
export function evidenceFromFreshness(
  evidence: Evidence,
  limits: readonly number[],
  head: Freshness,
  tenths: Uint8Array,
): Evidence {
  return evidence.map((known, index) => {
    const byte = tenths[index] ?? freshnessNever;
    if (byte === freshnessNever) return known;
    return later(known, head.sentAt - (byte * (limits[index] ?? 0)) / 10);
  });
}

/**
 * A verdict of "ok" is itself evidence: nothing is ok on evidence older than its limit, and where it has just become
 * so, something was heard at that very instant. Without this a tile would fall back until the next freshness.
 */
export function evidenceFromVerdicts(
  evidence: Evidence,
  limits: readonly number[],
  judgedAt: number,
  verdicts: readonly (readonly [index: number, status: Status])[],
): Evidence {
  const positive = verdicts.filter(([, { health }]) => health === 'ok' || health === 'closed');
  if (positive.length === 0) return evidence;
  const next = [...evidence];
  for (const [index, status] of positive) {
    const bound = Math.max(judgedAt - (limits[index] ?? 0), Math.min(status.since, judgedAt));
    next[index] = later(next[index] ?? null, bound);
  }
  return next;
}

function later(a: number | null, b: number): number {
  return a === null ? b : Math.max(a, b);
}
