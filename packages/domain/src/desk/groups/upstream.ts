import type { DeskWorld, Row } from '../world.ts';
import { isHard, isOurLoss } from './abnormal.ts';

/** How long before its child a root may have failed: a longer outage would have taken the child with it earlier. */
const rootBeforeMs = 10 * 60_000;
/** How much later it may seem to have failed: it may beat more seldom than its child. */
const rootAfterMs = 60_000;

/**
 * The most upstream dependency that is down or blind and failed about when this row did. The way there leads only through what
 * is abnormal itself: a dependency that works passes nothing on, and one that a person split off is where it begins.
 */
export function upstreamOf(world: DeskWorld, row: Row): Row | null {
  const { apart } = world.grouping;
  let best: Row | null = null;
  let level: readonly string[] = row.component.dependsOn;
  const seen = new Set([row.component.id]);
  while (level.length > 0) {
    const reached = level.flatMap((id) => {
      const parent = seen.has(id) || !world.abnormal.has(id) ? undefined : world.rows.get(id);
      seen.add(id);
      return parent ? [parent] : [];
    });
    best =
      earliestOf(
        world,
        reached.filter((parent) => explains(world, parent, row)),
      ) ?? best;
    level = reached.flatMap(({ component }) => (apart.has(component.id) ? [] : component.dependsOn));
  }
  return best;
}

/** That we lost sight of a dependency says nothing about whoever depends on it. */
function explains(world: DeskWorld, parent: Row, child: Row): boolean {
  if (!isHard(parent) || isOurLoss(parent.status.reasons[0])) return false;
  const { onsets } = world.grouping;
  const began = onsets.get(parent.component.id)?.at;
  const mine = onsets.get(child.component.id)?.at;
  if (began === undefined || mine === undefined) return false;
  return began >= mine - rootBeforeMs && began <= mine + rootAfterMs;
}

function earliestOf(world: DeskWorld, rows: readonly Row[]): Row | null {
  const at = (row: Row) => world.grouping.onsets.get(row.component.id)?.at ?? Infinity;
  const [first] = rows.toSorted((a, b) => at(a) - at(b) || (a.component.id < b.component.id ? -1 : 1));
  return first ?? null;
}

/** Dependencies that may have to do with it and explain nothing. */
export function maybeVia(world: DeskWorld, row: Row): string[] {
  return row.component.dependsOn.filter((id) => {
    const parent = world.rows.get(id);
    if (!parent || parent.status.health === 'ok' || parent.status.health === 'planned') return false;
    return !explains(world, parent, row);
  });
}
