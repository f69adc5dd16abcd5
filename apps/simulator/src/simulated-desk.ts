import type { Calendar, Inventory, Rule, Watched } from '@yagura/contract';
import type { SimulatedComponent } from './component.ts';
import { dutiesOf } from './duties.ts';
import { marketOfService, marketWithoutCalendar } from './market/market.ts';
import type { Market } from './market/market.ts';

export interface SimulatedDesk {
  readonly components: readonly SimulatedComponent[];
  readonly collectorSites: readonly string[];
}

/** What the desk says of everybody, found by its id. */
interface Known {
  readonly inventory: Inventory;
  readonly calendars: ReadonlyMap<string, Calendar>;
  /** One market for all who trade there. */
  readonly markets: ReadonlyMap<string, Market>;
  readonly zones: ReadonlyMap<string, string>;
}

/** Only what is marked as simulated: the simulator never speaks for anything real. */
export function simulatedDesk(inventory: Inventory): SimulatedDesk {
  const { calendars, sites, collectors } = inventory;
  const known: Known = {
    inventory,
    calendars: new Map(calendars.map((calendar) => [calendar.id, calendar])),
    markets: new Map(calendars.map((calendar) => [calendar.id, { hours: 'calendar', calendar }])),
    zones: new Map(sites.map(({ id, timeZone }) => [id, timeZone])),
  };
  return {
    components: inventory.components.filter(({ simulated }) => simulated).map((watched) => resolve(watched, known)),
    collectorSites: collectors.map(({ site }) => site),
  };
}

function resolve(watched: Watched, known: Known): SimulatedComponent {
  const { id, kind, site } = watched;
  const { inventory, calendars, zones } = known;
  const rules = inventory.ruleSets[watched.ruleSet] ?? [];
  const calendar = calendars.get(watched.calendar ?? '') ?? null;
  return {
    id,
    kind,
    site,
    everyMs: watched.everyMs,
    tier: watched.tier,
    witness: watched.witness,
    calendar,
    timeZone: zones.get(site) ?? inventory.desk.timeZone,
    cluster: watched.cluster?.id ?? id,
    role: roleOf(watched, inventory.components),
    markets: marketsOf(watched, known),
    runs: calendars.get(watched.runs ?? '') ?? null,
    duties: dutiesOf(rules),
    logonToldWithinMs: logonToldWithinMs(rules, calendar),
  };
}

/** The first of a pair works, and the others wait. */
function roleOf({ id, cluster }: Watched, components: readonly Watched[]): SimulatedComponent['role'] {
  if (cluster?.mode !== 'active-passive') return null;
  return components.find((other) => other.cluster?.id === cluster.id)?.id === id ? 'active' : 'standby';
}

/** Its own venue's; else those of everything it shares a service with; a network carries its whole site. */
function marketsOf(watched: Watched, known: Known): readonly Market[] {
  const own = ownMarkets(watched, known);
  if (own.length > 0 || watched.kind === 'client-access') return own;
  const around = known.inventory.components.filter((other) =>
    watched.kind === 'network'
      ? other.site === watched.site
      : other.services.some((service) => watched.services.includes(service)),
  );
  return [...new Set(around.flatMap((other) => ownMarkets(other, known)))];
}

function ownMarkets({ venue, calendar, services }: Watched, { markets }: Known): Market[] {
  const own = venue === null ? null : (markets.get(calendar ?? '') ?? marketWithoutCalendar(venue));
  if (own !== null) return [own];
  return services.map(marketOfService).filter((market) => market !== null);
}

function logonToldWithinMs(rules: readonly Rule[], calendar: Calendar | null): number | null {
  for (const rule of rules) {
    if (rule.type !== 'state' || rule.label !== 'logon' || rule.down === undefined) continue;
    if (calendar !== null || rule.when === 'always') return rule.down;
  }
  return null;
}
