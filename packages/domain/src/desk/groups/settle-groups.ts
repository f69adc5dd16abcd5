import { followGroups } from '../../incident/follow-groups.ts';
import { alarmsListed, alarmsOf } from '../alarms.ts';
import { stripAfter } from '../strip.ts';
import type { DeskWorld } from '../world.ts';
import type { AnnouncementDraft } from './grouping.ts';
import { markPlaces, type ToldStatus } from './mark-places.ts';
import { regroup } from './regroup.ts';

/** Groups anew, marks who is announced under something else, and refreshes what people see of it. */
export function settleGroups(world: DeskWorld, statuses: ToldStatus[], now: number): readonly AnnouncementDraft[] {
  const before = world.grouping.places;
  const { standing, told, unsaid, ended } = regroup(world, now);
  const all = alarmsOf(world, standing);
  const awaited = [...world.grouping.awaited.values()].map(({ group }) => group.id);
  const { apart } = world.grouping;
  followGroups(world.incidents, { standing: all, told, awaited, apart }, now);
  markPlaces(world, new Set([...before.keys(), ...world.grouping.places.keys()]), statuses);
  const alarms = all.slice(0, alarmsListed);
  if (JSON.stringify(alarms) !== JSON.stringify(world.alarms)) {
    world.strip = stripAfter(world.strip, { before: world.alarms, after: alarms, ended }, now);
    world.alarms = alarms;
  }
  return told.filter((draft) => !unsaid.has(draft));
}
