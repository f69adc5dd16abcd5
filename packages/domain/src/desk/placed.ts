import { maxPlaces, type Announcement } from '@yagura/contract';
import { keyOf, type AnnouncementDraft } from './groups/grouping.ts';
import type { DeskWorld } from './world.ts';

type Places = NonNullable<Announcement['places']>;

/** An announcement with where it lies and whose it is, as it is known at this instant: later members leave, and components move. */
export function placed(world: DeskWorld, draft: AnnouncementDraft): AnnouncementDraft {
  const places = placesOf(world, draft);
  return places === null ? draft : { ...draft, places };
}

function placesOf(world: DeskWorld, draft: AnnouncementDraft): Places | null {
  const ids = belongingTo(world, draft);
  const places = new Map<string, Places[number]>();
  for (const id of ids ?? []) {
    const component = world.rows.get(id)?.component;
    if (component === undefined) continue;
    const { site, owner } = component;
    places.set(JSON.stringify([site, owner]), { site, owner });
  }
  if (places.size === 0 || places.size > maxPlaces) return null;
  return [...places].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

/** Whoever belongs to it now, and whoever did last; null where the last are not all known. */
function belongingTo(world: DeskWorld, { group, root }: AnnouncementDraft): string[] | null {
  if (root.kind === 'told') return null;
  const key = keyOf(root);
  const stands = world.grouping.groups.get(key)?.id === group;
  const now = stands ? [...world.grouping.places].flatMap(([id, place]) => (place.key === key ? [id] : [])) : [];
  const incident = world.incidents.incidents.get(group);
  if (!stands && (incident === undefined || incident.memberCount > incident.members.length)) return null;
  return [...now, ...(incident?.members ?? [])];
}
