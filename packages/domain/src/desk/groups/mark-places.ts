import type { Flag, Status } from '@yagura/contract';
import type { DeskWorld } from '../world.ts';
import { keyOf } from './grouping.ts';

export interface ToldStatus {
  readonly id: string;
  readonly status: Status;
}

/** Marks who is announced under something else, and where somebody has the incident. */
export function markPlaces(world: DeskWorld, ids: Iterable<string>, statuses: ToldStatus[]): void {
  const told = new Map(statuses.map(({ id }, index) => [id, index]));
  for (const id of [...ids].toSorted()) {
    const row = world.rows.get(id);
    if (!row) continue;
    const flags = [...row.status.flags.filter((flag) => flag !== 'grouped' && flag !== 'taken'), ...marksOf(world, id)];
    if (flags.join() === row.status.flags.join()) continue;
    const status: Status = { ...row.status, flags };
    world.rows.set(id, { ...row, status });
    const index = told.get(id);
    if (index === undefined) statuses.push({ id, status });
    else statuses[index] = { id, status };
  }
}

function marksOf({ grouping, incidents }: DeskWorld, id: string): Flag[] {
  const place = grouping.places.get(id);
  if (place === undefined) return [];
  const marks: Flag[] = place.key === keyOf({ kind: 'component', id }) ? [] : ['grouped'];
  const group = grouping.groups.get(place.key);
  const owner = group === undefined ? null : (incidents.incidents.get(group.id)?.owner ?? null);
  return owner === null ? marks : [...marks, 'taken'];
}
