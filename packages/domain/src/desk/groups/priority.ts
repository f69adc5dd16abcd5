import type { Condition, Priority } from '@yagura/contract';
import { saysCluster } from '../clusters/cluster-verdict.ts';
import type { DeskWorld, Row } from '../world.ts';

/** Off-hours a lost process becomes P1 so long before its market opens. */
export const beforeOpenMs = 90 * 60_000;

/** How fast a person must act, for one member by itself. */
export function priorityOf(world: DeskWorld, row: Row, now: number): Priority {
  const { component, status, verdict } = row;
  if (component.unregistered || component.tier > 2) return 3;
  // Alive when it should be quiet: the calendar is the first suspect.
  if (verdict.schedule.beatsWhileQuiet && status.health === 'degraded') return 3;
  const own = status.condition === 'down' ? ofDown(world, row, now) : ofWorse(row);
  return Math.min(own, ofMissed(row)) as Priority; // the smaller of two priorities is one
}

/** A lost leg whose need is still met is at most P2, and so is what is lost while its market is closed. */
function ofDown(world: DeskWorld, row: Row, now: number): Priority {
  return row.component.tier === 1 && !needIsMet(world, row) && isInHours(row, now) ? 1 : 2;
}

function isInHours({ verdict }: Row, now: number): boolean {
  const { opensAt } = verdict.schedule;
  return opensAt === null || now >= opensAt - beforeOpenMs;
}

/** What only degrades never pages; where redundancy or parity is lost, a failure that pages is near. */
function ofWorse({ component, status }: Row): Priority {
  if (component.tier !== 1) return 3;
  return status.condition === 'no-sight' || status.reasons.some(saysCluster) ? 2 : 3;
}

/** Due and not seen at tier 1: clients will not be able to trade at the open. */
function ofMissed({ component, status }: Row): Priority {
  let priority: Priority = 3;
  if (component.tier !== 1) return priority;
  for (const reason of status.reasons) {
    if (reason.code !== 'missed') continue;
    if (reason.says === 'down') return 1;
    if (reason.says === 'degraded') priority = 2;
  }
  return priority;
}

/** A site that is lost, or out of sight, concerns clients in the hours of what matters most of all that went with it. */
export function priorityOfSite(rows: readonly Row[], now: number): Priority {
  const tier = Math.min(...rows.map(({ component }) => component.tier));
  return rows.some((row) => row.component.tier === tier && isInHours(row, now)) ? 1 : 2;
}

/** The instant at which the priority of this row, or of its site, rises by itself. */
export function priorityInstant({ verdict }: Row, now: number): number | null {
  const { opensAt } = verdict.schedule;
  return opensAt !== null && opensAt - beforeOpenMs > now ? opensAt - beforeOpenMs : null;
}

const working: ReadonlySet<Condition> = new Set(['ok', 'degraded']);

export function workingOf(world: DeskWorld, cluster: string): number {
  let count = 0;
  for (const id of world.index.clusters.get(cluster) ?? []) {
    const row = world.rows.get(id);
    if (row && working.has(row.status.condition)) count++;
  }
  return count;
}

function needIsMet(world: DeskWorld, { component: { cluster } }: Row): boolean {
  return cluster !== null && workingOf(world, cluster.id) >= cluster.need;
}
