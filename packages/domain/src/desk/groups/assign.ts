import type { Root } from '@yagura/contract';
import type { DeskWorld, Row } from '../world.ts';
import { isHard, isOurLoss } from './abnormal.ts';
import { gatherCommonCauses } from './common-cause.ts';
import { keyOf, type Place } from './grouping.ts';
import { upstreamOf } from './upstream.ts';

/** So long may a child take to recover once its root has. */
export const lingerMs = 60_000;

export interface Placed extends Place {
  readonly root: Root;
}

/** What explains each abnormal component now. A function of the facts held, and of what stands already. */
export function assign(world: DeskWorld, now: number): Map<string, Placed> {
  const placed = new Map<string, Placed>();
  for (const id of [...world.abnormal].toSorted()) resolve(world, placed, id, now);
  return gatherCommonCauses(world, placed);
}

function resolve(world: DeskWorld, placed: Map<string, Placed>, id: string, now: number): Placed | null {
  const known = placed.get(id);
  const row = world.rows.get(id);
  if (known || !row) return known ?? null;
  const alone = place({ kind: 'component', id });
  placed.set(id, alone); // where dependencies run in a circle, it ends here
  const found = ownCause(world, row) ?? underHead(world, placed, row, now) ?? ownCluster(world, row) ?? alone;
  placed.set(id, found);
  return found;
}

function place(root: Root, head: string | null = null, headGoneAt: number | null = null): Placed {
  return { root, key: keyOf(root), head, headGoneAt };
}

/** The collector that lost sight of it, or its site's event until it has recovered. */
function ownCause(world: DeskWorld, { component, status }: Row): Placed | null {
  const [reason] = status.reasons;
  if (isOurLoss(reason)) return place({ kind: 'collector', id: reason.collector });
  const explained = reason?.code === 'site-dark' || reason?.code === 'silent' || reason?.code === 'recovering';
  const affected = explained && world.sites.get(component.site)?.affected.has(component.id);
  return affected ? place({ kind: 'site', id: component.site }) : null;
}

function underHead(world: DeskWorld, placed: Map<string, Placed>, row: Row, now: number): Placed | null {
  const upstream = upstreamOf(world, row);
  const head = upstream?.component.id ?? standingHead(world, row);
  if (head === null) return lingering(world, row, now);
  const root = resolve(world, placed, head, now)?.root;
  return root ? place(root, head) : null;
}

/** Who was explained by a dependency stays so while that is down, also when it failed once more meanwhile. */
function standingHead(world: DeskWorld, row: Row): string | null {
  const head = world.grouping.places.get(row.component.id)?.head ?? null;
  const known = head === null ? undefined : world.rows.get(head);
  return known && isHard(known) && !isOurLoss(known.status.reasons[0]) ? head : null;
}

function lingering(world: DeskWorld, row: Row, now: number): Placed | null {
  const before = world.grouping.places.get(row.component.id);
  const group = before && world.grouping.groups.get(before.key);
  if (!group || before.head === null) return null;
  const goneAt = before.headGoneAt ?? now;
  return now < goneAt + lingerMs ? place(group.root, before.head, goneAt) : null;
}

/** What several members show together, or several lost at once, is the cluster's; a single lost one is itself. */
function ownCluster(world: DeskWorld, row: Row): Placed | null {
  const { cluster, id } = row.component;
  if (!cluster) return null;
  const said = world.clusters
    .get(cluster.id)
    ?.some(({ kind, standing, says }) => standing && (kind === 'failed' || says.some((one) => one.id === id)));
  return said || (isHard(row) && hardIn(world, cluster.id) > 1) ? place({ kind: 'cluster', id: cluster.id }) : null;
}

function hardIn(world: DeskWorld, cluster: string): number {
  let count = 0;
  for (const id of world.index.clusters.get(cluster) ?? []) {
    const row = world.rows.get(id);
    if (row && isHard(row)) count++;
  }
  return count;
}
