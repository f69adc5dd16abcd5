import { healths, type Health, type Layout, type Status } from '@yagura/contract';
import { expire } from '@yagura/domain';
import type { Evidence } from './evidence.ts';

export interface Sight {
  readonly statuses: readonly Status[];
  readonly evidence: Evidence;
  readonly limits: readonly number[];
  readonly deskNow: number;
  /** Under a cover nothing counts as evidence. */
  readonly coveredSince: number | null;
}

/** What each tile may claim now. Rows whose claim did not change keep their reference, so nobody repaints them. */
export function shownStatuses(sight: Sight, before: readonly Status[], from: readonly Status[]): readonly Status[] {
  const next = sight.statuses.map((status, index) => {
    const age = ageOf(sight, index);
    const claimed = expire(status, age, sight.limits[index] ?? 0);
    if (claimed === status) return status;
    const earlier = before[index];
    if (earlier && from[index] === status && earlier !== status) return earlier;
    return { ...claimed, since: lostAt(sight, index) ?? status.since };
  });
  return next.length === before.length && next.every((status, index) => status === before[index]) ? before : next;
}

function ageOf({ evidence, deskNow, coveredSince }: Sight, index: number): number | null {
  const heard = evidence[index] ?? null;
  return heard === null || coveredSince !== null ? null : deskNow - heard;
}

function lostAt({ evidence, limits, coveredSince }: Sight, index: number): number | null {
  const heard = evidence[index] ?? null;
  return coveredSince ?? (heard === null ? null : heard + (limits[index] ?? 0));
}

export type Counts = Readonly<Record<Health, number>>;

const none = Object.fromEntries(healths.map((health) => [health, 0])) as Record<Health, number>;

/** By health; what registered itself stands in no roll-up. */
export function countByHealth(layout: Layout, statuses: readonly Status[]): Counts {
  const counts = { ...none };
  for (const [index, component] of layout.components.entries()) {
    const status = statuses[index];
    if (status && !component.unregistered) counts[status.health] += 1;
  }
  return counts;
}

export function sameCounts(a: Counts, b: Counts): boolean {
  return healths.every((health) => a[health] === b[health]);
}

/** The oldest evidence that something on the wall rests on; what is known to be silent rests on none. */
export function oldestEvidenceMs(statuses: readonly Status[], evidence: Evidence, deskNow: number): number | null {
  let oldest: number | null = null;
  for (const [index, status] of statuses.entries()) {
    const heard = evidence[index] ?? null;
    if (heard === null || status.condition === 'down' || status.condition === 'no-sight') continue;
    oldest = Math.max(oldest ?? 0, deskNow - heard);
  }
  return oldest;
}
