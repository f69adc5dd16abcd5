import type { Entry } from '@yagura/contract';
import type { World } from '@yagura/domain';

/** After our own absence collectors get this long to deliver what they kept, before time goes on without them. */
export const catchUpMs = 1500;
/** A collector this close behind counts as present. */
const closeMs = 500;

export interface Moment {
  readonly deskNow: number;
  readonly lastNow: number;
  /** Nothing newer was stored when the evidence was read. */
  readonly tip: boolean;
  /** Desk time at which we came back from an absence; null when we were never away. */
  readonly resumedAt: number | null;
}

/**
 * The instant at which a turn judges. Usually that is now. While catching up it is how far every collector vouches: our own
 * absence must not look like their silence.
 */
export function chooseNow(moment: Moment, lowest: number | null): { now: number; caughtUp: boolean } {
  const { deskNow, lastNow, tip, resumedAt } = moment;
  const waiting =
    resumedAt !== null && deskNow < resumedAt + catchUpMs && (lowest === null || lowest < deskNow - closeMs);
  if (tip && !waiting) return { now: Math.max(lastNow, deskNow), caughtUp: true };
  return { now: Math.max(lastNow, Math.min(deskNow, lowest ?? lastNow)), caughtUp: false };
}

/** How far all collectors vouch once these entries are taken; those that were blind already hold nobody up. */
export function lowestAfter(world: World, entries: readonly Entry[]): number | null {
  const until = new Map<string, number>();
  for (const path of world.watches[0]?.paths.values() ?? []) if (!path.blind) until.set(path.collector, path.until);
  for (const entry of entries)
    until.set(entry.collector, Math.max(until.get(entry.collector) ?? 0, entry.covers.until));
  return until.size === 0 ? null : Math.min(...until.values());
}
