import { createHash } from 'node:crypto';
import type { Calendar, DeskFile, Inventory, InventorySender, Kind, Layer, Watched } from '@yagura/contract';
import { checkOverrides } from './calendar/check-overrides.ts';
import { alwaysOpen, chooseCalendars, knownCalendars } from './calendar/choose-calendars.ts';
import { resolveCalendars } from './calendar/resolve-calendars.ts';
import type { Shipped } from './load-shipped.ts';
import type { Report } from './problem.ts';
import { resolveRuleSets, type LeftOut } from './rules/resolve-rule-sets.ts';

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
export function resolveInventory(
  desk: DeskFile,
  senders: readonly InventorySender[],
  shipped: Shipped,
  report: Report,
): { readonly inventory: Inventory; readonly leftOut: readonly LeftOut[] } {
  const judgement = judgementOf(desk, shipped, report);
  const body = inventoryBody(desk, senders, judgement);
  const version = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16);
  return { inventory: { version, ...body }, leftOut: judgement.leftOut };
}

/** By what each component is judged, in the desk's order. */
interface Judgement {
  readonly calendars: Calendar[];
  readonly ruleSets: Inventory['ruleSets'];
  readonly of: readonly Pick<Watched, 'calendar' | 'runs' | 'ruleSet'>[];
  readonly leftOut: readonly LeftOut[];
}

function judgementOf(desk: DeskFile, shipped: Shipped, report: Report): Judgement {
  const known = knownCalendars(desk, shipped.calendars);
  const chosen = chooseCalendars(desk, known, report);
  const wanted = chosen.flatMap(({ calendar, runs }) => [calendar, runs]).filter((id) => id !== null);
  const calendars = resolveCalendars(shipped.calendars, wanted, desk.overrides, desk.sites);
  checkOverrides(desk, calendars, known, report);
  const byId = new Map(calendars.map((calendar) => [calendar.id, calendar]));
  const factsOf = (index: number) => ({
    ...urgencyOf(desk, desk.components[index]!),
    calendar: byId.get(chosen[index]?.calendar ?? '') ?? null,
    always: chosen[index]?.calendar === alwaysOpen,
  });
  const { keys, ruleSets, leftOut } = resolveRuleSets(desk, shipped.rules, factsOf, report);
  return { calendars, ruleSets, leftOut, of: chosen.map((one, index) => ({ ...one, ruleSet: keys[index] ?? 'none' })) };
}

function inventoryBody(
  desk: DeskFile,
  senders: readonly InventorySender[],
  { calendars, ruleSets, of }: Judgement,
): Omit<Inventory, 'version'> {
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
    components: desk.components.map((component, index) => ({
      ...watchedOf(desk, component, regions, witnesses),
      calendar: of[index]?.calendar ?? null,
      runs: of[index]?.runs ?? null,
      ruleSet: of[index]?.ruleSet ?? 'none',
    })),
    services: desk.services,
    views: desk.views,
    calendars,
    ruleSets,
    takeLasts: desk.incidents.takeLasts,
  };
}

function watchedOf(
  desk: DeskFile,
  component: DeskFile['components'][number],
  regions: ReadonlyMap<string, string>,
  witnesses: ReadonlySet<string>,
): Omit<Watched, 'calendar' | 'runs' | 'ruleSet'> {
  const defaults = desk.defaults[component.kind];
  return {
    id: component.id,
    name: component.name,
    kind: component.kind,
    layer: layerOf[component.kind],
    site: component.site,
    region: regions.get(component.site) ?? '',
    ...urgencyOf(desk, component),
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
  };
}

function urgencyOf({ defaults }: DeskFile, { kind, every, tier }: DeskFile['components'][number]) {
  return {
    everyMs: every ?? defaults[kind]?.every ?? usual.every,
    tier: tier ?? defaults[kind]?.tier ?? usual.tier,
  };
}

/** Where a desk names no region, its zone's continent is the column. */
export function regionOf(timeZone: string): string {
  const [continent] = timeZone.split('/');
  if (continent === 'America') return 'Americas';
  if (continent === 'Europe' || continent === 'Africa') return 'Europe';
  if (continent === 'Asia' || continent === 'Australia' || continent === 'Pacific') return 'Asia-Pacific';
  return 'Elsewhere';
}
