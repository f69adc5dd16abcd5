import {
  kinds,
  layers,
  type BoardComponent,
  type Kind,
  type Layer,
  type Layout,
  type ViewAttribute,
} from '@yagura/contract';
import { valuesOf } from '@yagura/domain';

export const layerNames: Readonly<Record<Layer, string>> = {
  'client-access': 'Client access',
  'order-routing': 'Order routing',
  'exchange-gateways': 'Exchange gateways',
  'market-data': 'Market data',
  clearing: 'Clearing & back office',
  network: 'Network',
};

/** For where the whole name has no room. */
const briefLayers: Readonly<Record<Layer, string>> = {
  'client-access': 'Clients',
  'order-routing': 'Routing',
  'exchange-gateways': 'Gateways',
  'market-data': 'Prices',
  clearing: 'Clearing',
  network: 'Network',
};

const kindNames: Readonly<Record<Kind, string>> = {
  gateway: 'Gateways',
  'order-router': 'Order routers',
  'market-data': 'Market data',
  network: 'Network',
  'client-access': 'Client access',
  'back-office': 'Back office',
  job: 'Jobs',
  venue: 'Venues',
  service: 'Services',
};

/** A row, a column or a place of the map. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly brief: string;
}

/** What has nothing of the attribute is put together and says so. */
const nothing: Readonly<Record<ViewAttribute, string>> = {
  layer: 'No layer',
  kind: 'No kind',
  site: 'No site',
  region: 'No region',
  venue: 'No venue',
  owner: 'No owner',
  service: 'No service',
};

/**
 * Where a component stands; '' where it has nothing of the attribute. One of several services stands under the first that it names:
 * at two places it would be counted twice, and one fault would look like two.
 */
export function keyOf(component: BoardComponent, attribute: ViewAttribute): string {
  return valuesOf(component, attribute)[0] ?? '';
}

/** What components have of an attribute, in an order that hangs on the desk file alone. */
export function groupsOf(
  layout: Layout,
  members: readonly BoardComponent[],
  attribute: ViewAttribute,
): readonly Group[] {
  const used = new Set(members.map((component) => keyOf(component, attribute)));
  const known = inOrder(layout, members, attribute).filter((key) => key !== '' && used.has(key));
  const groups = [...new Set(known)].map((key) => groupOf(layout, attribute, key));
  return used.has('') ? [...groups, { key: '', name: nothing[attribute], brief: '–' }] : groups;
}

function inOrder({ sites }: Layout, members: readonly BoardComponent[], attribute: ViewAttribute): readonly string[] {
  const keys = members.map((component) => keyOf(component, attribute));
  switch (attribute) {
    case 'layer':
      return layers;
    case 'kind':
      return kinds;
    case 'site':
      return [...sites.map(({ id }) => id), ...keys];
    case 'region':
      return [...sites.map(({ region }) => region), ...keys];
    case 'venue':
      return venuesByTheSun(sites, members);
    case 'owner':
    case 'service':
      return keys.toSorted();
  }
}

/** Venues stand in the order of the regions that reach them first, then by their codes. */
function venuesByTheSun(sites: Layout['sites'], members: readonly BoardComponent[]): string[] {
  const regions = new Map([...sites.entries()].toReversed().map(([place, { region }]) => [region, place]));
  const first = new Map<string, number>();
  for (const { venue, region } of members) {
    if (venue === null) continue;
    const place = regions.get(region) ?? sites.length;
    first.set(venue, Math.min(first.get(venue) ?? place, place));
  }
  return [...first].toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1)).map(([venue]) => venue);
}

function groupOf({ sites }: Layout, attribute: ViewAttribute, key: string): Group {
  switch (attribute) {
    case 'layer':
      return { key, name: layerNames[key as Layer], brief: briefLayers[key as Layer] }; // the key of a layer is one
    case 'kind':
      return { key, name: kindNames[key as Kind], brief: kindNames[key as Kind] }; // and that of a kind is one
    case 'site':
      return { key, name: sites.find(({ id }) => id === key)?.name ?? key, brief: key.toUpperCase() };
    case 'region':
    case 'venue':
    case 'owner':
    case 'service':
      return { key, name: key, brief: key };
  }
}
