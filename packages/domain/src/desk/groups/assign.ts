import type { Root } from '@yagura/contract';
import type { DeskWorld, Row } from '../world.ts';
import { isHard, isOurLoss } from './abnormal.ts';
import { gatherCommonCauses } from './common-cause.ts';
import { keyOf, type Place } from './grouping.ts';
import { upstreamOf } from './upstream.ts';

/** So long may a child take to recover once its root has. */
export const lingerMs = 60_000;
const togetherMs = 60_000;

export interface Placed extends Omit<Place, 'byCheck'> {
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
  const found =
    ourLoss(row) ??
    (world.grouping.apart.has(id) ? alone : null) ??
    underOutsideHead(world, placed, row, now) ??
    ownSite(world, row) ??
    underHead(world, placed, row, now) ??
    ownCluster(world, row) ??
    alone;
  placed.set(id, found);
  return found;
}

function place(root: Root, head: string | null = null, headGoneAt: number | null = null): Placed {
  return { root, key: keyOf(root), head, headGoneAt };
}

/** The collector that lost sight of it. */
function ourLoss({ status }: Row): Placed | null {
  const [reason] = status.reasons;
  return isOurLoss(reason) ? place({ kind: 'collector', id: reason.collector }) : null;
}

/** Its site's event until it has recovered. */
function ownSite(world: DeskWorld, row: Row): Placed | null {
  return eventOf(world, row) === null ? null : place({ kind: 'site', id: row.component.site });
}

function eventOf(world: DeskWorld, { component, status }: Row): 'dark' | 'silent' | null {
  const code = status.reasons[0]?.code;
  if (code !== 'site-dark' && code !== 'silent' && code !== 'recovering') return null;
  return world.sites.get(component.site)?.affected.get(component.id) ?? null;
}

/** What took a site's members down without being one of them explains them better than that they share a site. */
function underOutsideHead(world: DeskWorld, placed: Map<string, Placed>, row: Row, now: number): Placed | null {
  if (eventOf(world, row) !== 'silent') return null;
  const head = upstreamOf(world, row) ?? world.rows.get(standingHead(world, row) ?? '');
  return head && eventOf(world, head) === null ? underHead(world, placed, row, now) : null;
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
  const several = (isHard(row) && hardIn(world, cluster.id) > 1) || together(world, row, cluster.id);
  return said || several ? place({ kind: 'cluster', id: cluster.id }) : null;
}

/** Members that went wrong within a minute of each other have one matter, also while the rest of them is enough. */
function together(world: DeskWorld, row: Row, cluster: string): boolean {
  const { onsets } = world.grouping;
  const mine = onsets.get(row.component.id)?.at;
  return (world.index.clusters.get(cluster) ?? []).some((id) => {
    const other = id === row.component.id || !world.abnormal.has(id) ? undefined : onsets.get(id)?.at;
    return mine !== undefined && other !== undefined && Math.abs(other - mine) <= togetherMs;
  });
}

function hardIn(world: DeskWorld, cluster: string): number {
  let count = 0;
  for (const id of world.index.clusters.get(cluster) ?? []) {
    const row = world.rows.get(id);
    if (row && isHard(row)) count++;
  }
  return count;
}
