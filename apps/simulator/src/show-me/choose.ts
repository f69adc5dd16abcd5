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
  return leastRecent(replaceable.length > 0 ? replaceable : inSession, (component) => component.id, last);
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
  return leastRecent([...new Set(choices?.map((component) => component.site))], (site) => site, last);
}

function leastRecent<T>(choices: readonly T[], idOf: (choice: T) => string, last: LastChosen): T | null {
  const when = (choice: T): number => last.get(idOf(choice)) ?? 0;
  return choices.toSorted((one, other) => when(one) - when(other))[0] ?? null;
}
