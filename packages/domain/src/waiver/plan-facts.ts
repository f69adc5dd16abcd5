import type { Calendar, Health, Inventory, Plan, PlanFacts, PlanWindow, Watched } from '@yagura/contract';
import { tradingDaysBetween } from '../calendar/trading-days.ts';
import { coverageOf } from '../calendar/coverage.ts';
import { dayUtcOf } from '../words.ts';

export interface PlanFactsAsked {
  /** The desk with what was said of its calendars at run time. */
  readonly inventory: Pick<Inventory, 'components' | 'calendars'>;
  readonly healthOf: (component: string) => Health | null;
  readonly components: readonly string[];
  readonly windows: readonly PlanWindow[];
  /** Other plans that are not over. */
  readonly others: readonly Pick<Plan, 'id' | 'title' | 'components' | 'windows'>[];
}

const mostLines = 50;
const namesListed = 20;

/** What somebody has to know before they approve it: markets that are open meanwhile, what leans on it, and what is left without it. */
export function planFacts(asked: PlanFactsAsked): PlanFacts {
  const covered = new Set(asked.components);
  const rows = asked.inventory.components.filter(({ id }) => covered.has(id));
  const legs = clusterLegs(asked, covered, rows);
  const reached = reachOf(asked.inventory.components, covered);
  return {
    conflicts: [...marketConflicts(asked, rows), ...legs.short, ...overlaps(asked, covered)].slice(0, mostLines),
    reach: { count: reached.length, first: reached.slice(0, namesListed) },
    lastLegs: legs.last.slice(0, mostLines),
  };
}

function marketConflicts({ inventory, windows }: PlanFactsAsked, rows: readonly Watched[]): string[] {
  const followers = new Map<string, number>();
  for (const { calendar } of rows) if (calendar !== null) followers.set(calendar, (followers.get(calendar) ?? 0) + 1);
  return [...followers]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, count]) => {
      const who = count === 1 ? '1 component follows it' : `${count} components follow it`;
      if (id === 'always') return [`A market that never closes is open meanwhile; ${who}.`];
      const calendar = inventory.calendars.find((known) => known.id === id);
      const said = calendar === undefined ? null : openMeanwhile(calendar, windows);
      return said === null ? [] : [`${said}; ${who}.`];
    });
}

function openMeanwhile(calendar: Calendar, windows: readonly PlanWindow[]): string | null {
  const { from, until } = coverageOf(calendar);
  if (windows.some((window) => window.from < from || window.until > until))
    return `The calendar ${calendar.id} does not reach so far, so nobody knows whether its market is open`;
  const open = windows.flatMap((window) => {
    const [day] = tradingDaysBetween(calendar, window.from, window.until);
    return day === undefined
      ? []
      : [{ from: Math.max(window.from, day.opensAt), until: Math.min(window.until, day.closesAt) }];
  });
  const [first] = open;
  if (first === undefined) return null;
  const more = open.length === 1 ? '' : ` and in ${open.length - 1} more windows`;
  return `${calendar.id} is open meanwhile, ${dayUtcOf(first.from)} to ${dayUtcOf(first.until)}${more}`;
}

function clusterLegs(
  { inventory, healthOf }: PlanFactsAsked,
  covered: ReadonlySet<string>,
  rows: readonly Watched[],
): { readonly short: string[]; readonly last: string[] } {
  const [short, last]: [string[], string[]] = [[], []];
  const clusters = new Map(rows.flatMap(({ cluster }) => (cluster === null ? [] : [[cluster.id, cluster] as const])));
  for (const { id, need } of [...clusters.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const members = inventory.components.filter(({ cluster }) => cluster?.id === id);
    const left = members.filter((member) => !covered.has(member.id));
    const ill = left.filter((member) => isAway(healthOf(member.id)));
    const works = left.length - ill.length;
    const illWords =
      ill.length === 0 ? '' : `, of which ${ill.length} ${ill.length === 1 ? 'does' : 'do'} not work now`;
    const text = `${id} keeps ${left.length} of ${members.length}${illWords}, and needs ${need}.`;
    if (works < need) short.push(text);
    else if (works === need) last.push(text);
  }
  return { short, last };
}

function isAway(health: Health | null): boolean {
  return health === 'down' || health === 'no-sight';
}

function overlaps({ others, windows, inventory }: PlanFactsAsked, covered: ReadonlySet<string>): string[] {
  const clusterOf = new Map(inventory.components.map(({ id, cluster }) => [id, cluster?.id ?? null]));
  const clusters = new Set([...covered].map((id) => clusterOf.get(id) ?? null).filter((id) => id !== null));
  return others.flatMap((other) => {
    if (!other.windows.some((theirs) => windows.some((ours) => ours.from < theirs.until && theirs.from < ours.until)))
      return [];
    const same = other.components.find((id) => covered.has(id));
    if (same !== undefined) return [`${other.id}, ${other.title}, covers ${same} at the same time.`];
    const shared = other.components
      .map((id) => clusterOf.get(id) ?? null)
      .find((id) => id !== null && clusters.has(id));
    return shared === undefined || shared === null
      ? []
      : [`${other.id}, ${other.title}, works on ${shared} at the same time.`];
  });
}

/** Everything that leans on it, directly or through others, and is not part of it. */
function reachOf(components: readonly Watched[], covered: ReadonlySet<string>): string[] {
  const users = new Map<string, string[]>();
  for (const { id, dependsOn } of components)
    for (const on of dependsOn) {
      const list = users.get(on);
      if (list) list.push(id);
      else users.set(on, [id]);
    }
  const reached = new Set<string>();
  const open = [...covered];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const user of users.get(id) ?? [])
      if (!covered.has(user) && !reached.has(user)) {
        reached.add(user);
        open.push(user);
      }
  return components.map(({ id }) => id).filter((id) => reached.has(id));
}
