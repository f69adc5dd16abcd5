import type { DeskIndex, DeskWorld } from './world.ts';

/** Made anew with every inventory, so that no turn needs to search all rows. */
export function indexOf(world: DeskWorld): DeskIndex {
  const index: DeskIndex = { clusters: new Map(), witnessedSites: new Map(), registeredBy: new Map() };
  for (const site of world.inventory?.sites ?? [])
    for (const witness of site.witnesses) listed(index.witnessedSites, witness).push(site.id);
  for (const { component, sender } of world.rows.values()) {
    if (component.cluster) listed(index.clusters, component.cluster.id).push(component.id);
    if (component.unregistered && sender !== null)
      index.registeredBy.set(sender, (index.registeredBy.get(sender) ?? 0) + 1);
  }
  return index;
}

function listed(map: Map<string, string[]>, key: string): string[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}
