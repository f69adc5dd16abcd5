import type { DeskFile } from '@yagura/contract';
import type { SimulatedComponent } from './component.ts';
import { marketOfService, marketOfVenue } from './market/sessions.ts';
import type { Market } from './market/sessions.ts';

export interface SimulatedDesk {
  readonly components: readonly SimulatedComponent[];
  readonly collectorSites: readonly string[];
}

type Described = DeskFile['components'][number];

/** What a component beats with when neither it nor its kind says. */
const defaultEveryMs = 10_000;

/** Only what is marked as simulated: the simulator never speaks for anything real. */
export function simulatedDesk(file: DeskFile): SimulatedDesk {
  const chosen = file.components.filter((component) => file.desk.simulated || component.simulated);
  return {
    components: chosen.map((component) => resolve(file, component)),
    collectorSites: file.collectors.map((collector) => collector.site),
  };
}

function resolve(file: DeskFile, component: Described): SimulatedComponent {
  const site = file.sites.find((candidate) => candidate.id === component.site);
  const defaults = file.defaults[component.kind];
  return {
    id: component.id,
    kind: component.kind,
    site: component.site,
    timeZone: site?.timeZone ?? file.desk.timeZone,
    everyMs: component.every ?? defaults?.every ?? defaultEveryMs,
    // Unknown importance is treated as the highest: nothing is made to fail that may matter.
    tier: component.tier ?? defaults?.tier ?? 1,
    cluster: component.cluster?.id ?? component.id,
    witness: file.sites.some((candidate) => candidate.witnesses.includes(component.id)),
    markets: marketsOf(file, component),
  };
}

/** Its own venue's; else those of everything it shares a service with; a network carries its whole site. */
function marketsOf(file: DeskFile, component: Described): readonly Market[] {
  const own = ownMarkets(component);
  if (own.length > 0 || component.kind === 'client-access') return own;
  const around = file.components.filter((other) =>
    component.kind === 'network'
      ? other.site === component.site
      : other.services.some((service) => component.services.includes(service)),
  );
  return [...new Set(around.flatMap(ownMarkets))];
}

function ownMarkets(component: Described): Market[] {
  const byVenue = component.venue === undefined ? null : marketOfVenue(component.venue);
  if (byVenue !== null) return [byVenue];
  return component.services.map(marketOfService).filter((market) => market !== null);
}
