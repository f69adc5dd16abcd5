import { createHash } from 'node:crypto';
import type { DeskFile, Inventory, InventorySender, Kind, Layer, Watched } from '@yagura/contract';

const layerOf: Readonly<Record<Kind, Layer>> = {
  'client-access': 'client-access',
  'order-router': 'order-routing',
  gateway: 'exchange-gateways',
  venue: 'exchange-gateways',
  'market-data': 'market-data',
  'back-office': 'clearing',
  job: 'clearing',
  service: 'clearing',
  network: 'network',
};

/** What a component has when neither it nor its desk's defaults say otherwise. */
const usual = { every: 10_000, tier: 3 } as const;

/** The desk with every default filled in: what all processes share. */
export function resolveInventory(desk: DeskFile, senders: readonly InventorySender[]): Inventory {
  const body = inventoryBody(desk, senders);
  const version = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16);
  return { version, ...body };
}

function inventoryBody(desk: DeskFile, senders: readonly InventorySender[]): Omit<Inventory, 'version'> {
  const sites = desk.sites.map((site) => ({ ...site, region: site.region ?? regionOf(site.timeZone) }));
  const regions = new Map(sites.map((site) => [site.id, site.region]));
  const witnesses = new Set(desk.sites.flatMap((site) => site.witnesses));
  return {
    desk: desk.desk,
    sites: sites.map(({ id, name, timeZone, region, witnesses: named }) => ({
      id,
      name,
      timeZone,
      region,
      witnesses: named,
    })),
    collectors: desk.collectors,
    senders: [...senders],
    components: desk.components.map((component) => watchedOf(desk, component, regions, witnesses)),
    services: desk.services,
    views: desk.views,
    calendars: [],
    ruleSets: { none: [] },
  };
}

function watchedOf(
  desk: DeskFile,
  component: DeskFile['components'][number],
  regions: ReadonlyMap<string, string>,
  witnesses: ReadonlySet<string>,
): Watched {
  const defaults = desk.defaults[component.kind];
  return {
    id: component.id,
    name: component.name,
    kind: component.kind,
    layer: layerOf[component.kind],
    site: component.site,
    region: regions.get(component.site) ?? '',
    everyMs: component.every ?? defaults?.every ?? usual.every,
    tier: component.tier ?? defaults?.tier ?? usual.tier,
    environment: component.environment,
    venue: component.venue ?? null,
    owner: component.owner ?? null,
    runbook: component.runbook ?? null,
    dependsOn: component.dependsOn,
    services: component.services,
    cluster: component.cluster ?? null,
    figure: component.figure ?? defaults?.figure ?? null,
    simulated: component.simulated || desk.desk.simulated,
    witness: witnesses.has(component.id),
    vendor: component.vendor ?? null,
    release: component.release ?? null,
    calendar: null,
    runs: null,
    ruleSet: 'none',
  };
}

/** Where a desk names no region, its zone's continent is the column. */
function regionOf(timeZone: string): string {
  const [continent] = timeZone.split('/');
  if (continent === 'America') return 'Americas';
  if (continent === 'Europe' || continent === 'Africa') return 'Europe';
  if (continent === 'Asia' || continent === 'Australia' || continent === 'Pacific') return 'Asia-Pacific';
  return 'Elsewhere';
}
