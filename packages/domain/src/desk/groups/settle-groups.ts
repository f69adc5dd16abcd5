import type { Status } from '@yagura/contract';
import { followGroups } from '../../incident/follow-groups.ts';
import { alarmsListed, alarmsOf } from '../alarms.ts';
import { stripAfter } from '../strip.ts';
import type { DeskWorld } from '../world.ts';
import { keyOf, type AnnouncementDraft } from './grouping.ts';
import { regroup } from './regroup.ts';

export interface ToldStatus {
  readonly id: string;
  readonly status: Status;
}

/** Groups anew, marks who is announced under something else, and refreshes what people see of it. */
export function settleGroups(world: DeskWorld, statuses: ToldStatus[], now: number): readonly AnnouncementDraft[] {
  const before = world.grouping.places;
  const { standing, told, unsaid, ended } = regroup(world, now);
  markGrouped(world, new Set([...before.keys(), ...world.grouping.places.keys()]), statuses);
  const all = alarmsOf(world, standing);
  const awaited = [...world.grouping.awaited.values()].map(({ group }) => group.id);
  const { apart } = world.grouping;
  followGroups(world.incidents, { standing: all, told, awaited, apart }, now);
  const alarms = all.slice(0, alarmsListed);
  if (JSON.stringify(alarms) !== JSON.stringify(world.alarms)) {
    world.strip = stripAfter(world.strip, { before: world.alarms, after: alarms, ended }, now);
    world.alarms = alarms;
  }
  return told.filter((draft) => !unsaid.has(draft));
}

function markGrouped(world: DeskWorld, ids: ReadonlySet<string>, statuses: ToldStatus[]): void {
  const told = new Map(statuses.map(({ id }, index) => [id, index]));
  for (const id of [...ids].toSorted()) {
    const row = world.rows.get(id);
    const place = world.grouping.places.get(id);
    const grouped = place !== undefined && place.key !== keyOf({ kind: 'component', id });
    if (!row || row.status.flags.includes('grouped') === grouped) continue;
    const others = row.status.flags.filter((flag) => flag !== 'grouped');
    const status: Status = { ...row.status, flags: grouped ? [...others, 'grouped'] : others };
    world.rows.set(id, { ...row, status });
    const index = told.get(id);
    if (index === undefined) statuses.push({ id, status });
    else statuses[index] = { id, status };
  }
}
