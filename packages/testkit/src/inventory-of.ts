import type { Calendar, Inventory, Rule, Watched } from '@yagura/contract';

export interface ComponentPlan extends Partial<Watched> {
  readonly id: string;
}

export interface InventoryPlan {
  readonly version?: string;
  /** Sites with their witnesses. */
  readonly sites?: Readonly<Record<string, readonly string[]>>;
  /** Collectors with their sites. */
  readonly collectors?: Readonly<Record<string, string>>;
  readonly components?: readonly (string | ComponentPlan)[];
  readonly calendars?: readonly Calendar[];
  readonly ruleSets?: Readonly<Record<string, Rule[]>>;
}

/** What every component is judged by, whatever a test is about. */
const usualRules: Rule[] = [
  { id: 'restarts', type: 'restarts', degraded: 3, within: 300_000 },
  { id: 'clock', type: 'clock', note: 250, degraded: 1000 },
];

/** A whole inventory from the few facts that a test is about: tier 1, every second, at the first site, unless it says otherwise. */
export function inventoryOf(plan: InventoryPlan = {}): Inventory {
  const sites = plan.sites ?? { ldn: [] };
  const [firstSite = 'ldn'] = Object.keys(sites);
  const witnesses = new Set(Object.values(sites).flat());
  const components = (plan.components ?? ['gw-1']).map((given) =>
    watchedOf({ site: firstSite, ...(typeof given === 'string' ? { id: given } : given) }, witnesses),
  );
  return {
    version: plan.version ?? 'v1',
    desk: { name: 'Test desk', timeZone: 'Europe/London', simulated: false },
    sites: Object.entries(sites).map(([id, named]) => ({
      id,
      name: id.toUpperCase(),
      timeZone: 'Europe/London',
      region: 'Europe',
      witnesses: [...named],
    })),
    collectors: Object.entries(plan.collectors ?? { 'col-1': firstSite }).map(([id, site]) => ({ id, site })),
    senders: [{ id: 'tests', tokenHash: '0'.repeat(64), scope: '*', register: true }],
    components,
    services: [],
    views: [],
    calendars: [...(plan.calendars ?? [])],
    ruleSets: { none: [], usual: usualRules, ...plan.ruleSets },
  };
}

/** `count` components `prefix-1` … at one site. */
export function componentsAt(
  site: string,
  prefix: string,
  count: number,
  rest: Partial<Watched> = {},
): ComponentPlan[] {
  return Array.from({ length: count }, (_, index) => ({ ...rest, id: `${prefix}-${index + 1}`, site }));
}

/** A whole component from what a test says of it. */
export function watchedOf(plan: ComponentPlan, witnesses: ReadonlySet<string> = new Set()): Watched {
  return {
    name: plan.id,
    kind: 'gateway',
    layer: 'exchange-gateways',
    site: 'ldn',
    region: 'Europe',
    everyMs: 1000,
    tier: 1,
    environment: 'prod',
    venue: null,
    owner: null,
    runbook: null,
    dependsOn: [],
    services: [],
    cluster: null,
    figure: null,
    simulated: false,
    witness: witnesses.has(plan.id),
    vendor: null,
    release: null,
    calendar: null,
    runs: null,
    ruleSet: 'usual',
    ...plan,
  };
}
