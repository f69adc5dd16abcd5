import type { SimulatedComponent } from '../component.ts';
import { isTrading } from '../metrics/pace.ts';

/** Names with the instant at which each was last chosen: the same one twice in a row would look broken, and be told as such. */
export type LastChosen = ReadonlyMap<string, number>;

const patienceMs = 8000;

/** A first-tier gateway in session whose cluster goes on without it. */
export function chooseGateway(
  components: readonly SimulatedComponent[],
  at: number,
  last: LastChosen,
): SimulatedComponent | null {
  const inSession = components.filter(
    (component) => component.kind === 'gateway' && component.tier === 1 && isTrading(component, at),
  );
  const replaceable = inSession.filter((one) =>
    inSession.some((other) => other.id !== one.id && other.cluster === one.cluster),
  );
  const touching = ({ site, cluster }: SimulatedComponent): string[] => [site, ...idsOf(components, { cluster })];
  return leastRecent(replaceable.length > 0 ? replaceable : inSession, { name: ({ id }) => id, touching }, last);
}

/** The same, where the desk's rules see a lost logon while somebody still looks. */
export function chooseLogon(
  components: readonly SimulatedComponent[],
  at: number,
  last: LastChosen,
): SimulatedComponent | null {
  const watched = components.filter(({ logonToldWithinMs: told }) => told !== null && told <= patienceMs);
  return chooseGateway(watched, at, last);
}

/** Where somebody is trading, and not where a collector stands: losing that one is another lesson. */
export function chooseSite(
  components: readonly SimulatedComponent[],
  collectorSites: readonly string[],
  at: number,
  last: LastChosen,
): string | null {
  const away = components.filter((component) => !collectorSites.includes(component.site));
  const trading = away.filter((component) => component.kind === 'gateway' && isTrading(component, at));
  const [choices] = [trading, away, components].filter((some) => some.length > 0);
  const touching = (site: string): string[] => [site, ...idsOf(components, { site })];
  return leastRecent(
    [...new Set(choices?.map((component) => component.site))],
    { name: (site) => site, touching },
    last,
  );
}

function idsOf(components: readonly SimulatedComponent[], of: { site?: string; cluster?: string }): string[] {
  return components
    .filter(({ site, cluster }) => site === of.site || cluster === of.cluster)
    .map((component) => component.id);
}

/**
 * What was just shown takes part in no other step as long as there is a choice: it would be told as flapping, and rightly. Where a
 * weekend leaves one cluster only, its members take turns.
 */
function leastRecent<T>(
  choices: readonly T[],
  { name, touching }: { name: (choice: T) => string; touching: (choice: T) => readonly string[] },
  last: LastChosen,
): T | null {
  const chosen = (id: string): number => last.get(id) ?? 0;
  const touched = (choice: T): number => Math.max(0, ...touching(choice).map(chosen));
  const order = (one: T, other: T) => touched(one) - touched(other) || chosen(name(one)) - chosen(name(other));
  return choices.toSorted(order)[0] ?? null;
}
