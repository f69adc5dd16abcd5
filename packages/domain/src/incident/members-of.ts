import type { Incident } from '@yagura/contract';
import type { DeskWorld } from '../desk/world.ts';

/** All that belong to its group now, also those for which its record has no room. */
export function membersOf({ grouping }: Pick<DeskWorld, 'grouping'>, { id }: Incident): string[] {
  const [key] = [...grouping.groups].find(([, group]) => group.id === id) ?? [];
  return [...grouping.places].flatMap(([component, place]) => (place.key === key ? [component] : [])).toSorted();
}
