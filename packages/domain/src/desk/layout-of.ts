import type { BoardComponent, Inventory, Layout, Watched } from '@yagura/contract';
import type { DeskWorld } from './world.ts';

/** Which components stand on the board, in the order in which every index on the wire counts them. */
export function layoutOf(world: DeskWorld): Layout | null {
  if (!world.inventory) return null;
  return {
    version: world.layoutVersion,
    desk: world.inventory.desk,
    sites: world.inventory.sites,
    views: world.inventory.views,
    components: [...world.rows.values()].map((row) => row.component),
  };
}

/** The same components in the same order have the same version. */
export function layoutVersionOf(world: DeskWorld): string {
  let hash = 2166136261;
  for (const row of world.rows.values())
    if (row.component.unregistered)
      for (let index = 0; index <= row.component.id.length; index++)
        hash = Math.imul(hash ^ (row.component.id.charCodeAt(index) || 10), 16777619);
  return `${world.inventory?.version ?? 'none'}-${(hash >>> 0).toString(16)}`;
}

/** Which inventory a layout was made of: what the layout leaves out, rules and calendars, stands there. */
export function inventoryVersionOf(layoutVersion: string): string {
  return layoutVersion.slice(0, Math.max(0, layoutVersion.lastIndexOf('-')));
}

export function boardComponent(watched: Watched): BoardComponent {
  return { ...watched, unregistered: false };
}

/** What is known of a component that no desk file names: that it beats, and where it was heard. */
export function unregisteredComponent(id: string, collector: string, inventory: Inventory | null): BoardComponent {
  const site =
    inventory?.collectors.find((known) => known.id === collector)?.site ?? inventory?.sites[0]?.id ?? 'unknown';
  return {
    id,
    name: id,
    kind: 'service',
    layer: 'network',
    site,
    region: inventory?.sites.find((known) => known.id === site)?.region ?? '',
    everyMs: 10_000,
    tier: 4,
    environment: 'prod',
    venue: null,
    owner: null,
    runbook: null,
    dependsOn: [],
    services: [],
    cluster: null,
    figure: null,
    simulated: false,
    witness: false,
    vendor: null,
    release: null,
    calendar: null,
    runs: null,
    ruleSet: 'none',
    unregistered: true,
  };
}
