import type { Alarm, BoardComponent, Health, Priority, Reason, Root } from '@yagura/contract';
import { explain } from '../../health/explain.ts';
import { healthRank, worst } from '../../health/rank.ts';
import { secondsOf, utcOf } from '../../words.ts';
import type { DeskWorld, Row } from '../world.ts';
import { priorityOf, priorityOfSite, workingOf } from './priority.ts';

export type Words = Pick<Alarm, 'priority' | 'health' | 'title' | 'sentence' | 'site'>;

/** A group with the rows that it holds now, its root first where that is one of them. */
export interface Members {
  readonly root: Root;
  readonly rows: readonly Row[];
  /** How many of them are there because of a dependency. */
  readonly dependents: number;
}

/** What a group is called, how bad it is, and the one sentence that says why it is one. */
export function wordsOf(world: DeskWorld, group: Members, now: number): Words {
  const words = ownWords(world, group, now);
  const priority = Math.min(words.priority, ...group.rows.map((row) => priorityOf(world, row, now))) as Priority; // one of them
  return { ...words, priority };
}

function ownWords(world: DeskWorld, group: Members, now: number): Words {
  const { root } = group;
  switch (root.kind) {
    case 'collector':
      return collectorWords(world, group, root.id);
    case 'site':
      return siteWords(world, group, root.id, now);
    case 'cluster':
      return clusterWords(world, group, root.id);
    case 'common':
      return commonWords(world, group, root);
    case 'component':
      return componentWords(world, group, root.id);
  }
}

function collectorWords(world: DeskWorld, group: Members, id: string): Words {
  const collector = world.collectors.get(id);
  const count = componentsOf(group.rows.length);
  return {
    priority: 2,
    health: 'no-sight',
    title: `Collector ${id}: no sight`,
    sentence: `${lossOf(group, id, collector)}; ${count} out of sight. That says nothing about what they do.`,
    site: collector?.site ?? null,
  };
}

function lossOf(group: Members, id: string, collector: { blind: boolean; until: number | null } | undefined): string {
  const named = `Our collector ${id}`;
  if (collector?.blind && collector.until !== null) return `${named} was last heard at ${utcOf(collector.until)}`;
  for (const { status } of group.rows)
    for (const reason of status.reasons)
      if (reason.code === 'port-blind')
        return `${named} does not hear its own canary on ${reason.port} since ${utcOf(reason.canaryAt)}`;
  return `${named} missed part of what was said`;
}

function componentsOf(count: number): string {
  return count === 1 ? '1 component' : `${count} components`;
}

function siteWords(world: DeskWorld, group: Members, id: string, now: number): Words {
  const site = world.inventory?.sites.find((known) => known.id === id);
  const name = site?.name ?? id;
  const dark = group.rows.some((row) => row.status.reasons[0]?.code === 'site-dark');
  const count = componentsOf(group.rows.length - group.dependents);
  const witness = site?.witnesses.length ? 'a witness there answers' : 'no witness is named for it';
  return {
    priority: priorityOfSite(group.rows, now),
    health: dark ? 'no-sight' : 'down',
    title: dark ? `${name}: site dark` : `${name}: common cause`,
    sentence: dark
      ? `${count} of ${name} fell silent together and no witness there answers.${dependentsOf(group)}`
      : `${count} of ${name} fell silent together while ${witness}.${dependentsOf(group)}`,
    site: id,
  };
}

function clusterWords(world: DeskWorld, group: Members, id: string): Words {
  const said = uniqueSaid(group.rows);
  const cluster = group.rows.find((row) => row.component.cluster?.id === id)?.component.cluster;
  const working = workingOf(world, id);
  const down = group.rows.some((row) => row.status.health === 'down');
  const counted = countedIn(group, cluster ?? null, working, down);
  const redundancy = cluster !== null && cluster !== undefined && working >= cluster.need;
  const lost = redundancy && down ? 'Redundancy lost: ' : '';
  return {
    priority: 3,
    // A set of lines, or of equals, that goes on without some is worse than it was, and not down.
    health: redundancy && said.length === 0 ? 'degraded' : worstOf(group),
    title: `${id}: ${shortOf(said[0]) ?? (lost === '' ? counted : `redundancy lost, ${counted}`)}`,
    sentence: [
      `${lost}${counted}.`,
      ...(down || said.length > 0 ? [] : (group.rows[0]?.status.reasons.map(explain) ?? [])),
      ...said.filter(({ code }) => code !== 'cluster').map(explain),
      `Concerned: ${namesOf(group)}.`,
    ].join(' '),
    site: oneSite(group),
  };
}

function countedIn({ rows }: Members, cluster: BoardComponent['cluster'], working: number, down: boolean): string {
  if (!cluster) return 'failed';
  if (!down && working >= cluster.need) return `${rows.length} of ${cluster.of} degraded`;
  return `${working} of ${cluster.of} work, ${cluster.need} needed`;
}

function uniqueSaid(rows: readonly Row[]): Reason[] {
  const codes = new Set(['split-brain', 'no-active', 'parity']);
  const said = rows.flatMap((row) => row.status.reasons.filter(({ code }) => codes.has(code)));
  return said.filter((reason, index) => said.findIndex(({ code }) => code === reason.code) === index);
}

function shortOf(reason: Reason | undefined): string | null {
  if (reason?.code === 'split-brain') return 'split brain';
  if (reason?.code === 'no-active') return 'nobody is active';
  return reason?.code === 'parity' ? `${reason.label} differs` : null;
}

function commonWords(world: DeskWorld, group: Members, root: Extract<Root, { kind: 'common' }>): Words {
  const own = group.rows.length - group.dependents;
  const site = root.shares === 'site' ? world.inventory?.sites.find((known) => known.id === root.id) : undefined;
  const name = site?.name ?? root.id;
  const onsets = group.rows.map((row) => world.grouping.onsets.get(row.component.id)?.at ?? row.status.since);
  const within = secondsOf(Math.max(0, Math.max(...onsets) - Math.min(...onsets)));
  return {
    priority: 3,
    health: worstOf(group),
    title: `${name}: common cause`,
    sentence: `${componentsOf(own)} failed within ${within} and share the ${root.shares} ${name}: ${countsOf(group)}. Concerned: ${namesOf(group)}.${dependentsOf(group)}`,
    site: root.shares === 'site' ? root.id : oneSite(group),
  };
}

function countsOf({ rows }: Members): string {
  const counts = new Map<Health, number>();
  for (const { status } of rows) counts.set(status.health, (counts.get(status.health) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([health, count]) => `${count} ${health}`)
    .join(', ');
}

function componentWords(world: DeskWorld, group: Members, id: string): Words {
  const component = world.rows.get(id)?.component;
  const own = group.rows.find((row) => row.component.id === id);
  const name = component?.name ?? id;
  const said = own
    ? [...own.status.reasons.map(explain), ...redundancyOf(world, own)].join(' ')
    : `${name} is no cause any more; who depends on it has not recovered yet.`;
  return {
    priority: 3,
    health: own?.status.health ?? worstOf(group),
    title: name,
    sentence: `${said}${dependentsOf(group)}`,
    site: component?.site ?? null,
  };
}

function redundancyOf(world: DeskWorld, { component: { cluster }, status }: Row): string[] {
  if (!cluster || status.condition !== 'down') return [];
  const working = workingOf(world, cluster.id);
  if (working < cluster.need) return [];
  return [`Redundancy lost: ${working} of ${cluster.of} of ${cluster.id} work, ${cluster.need} needed.`];
}

function dependentsOf({ dependents, rows }: Members): string {
  if (dependents === 0 || rows.length === 0) return '';
  return ` ${componentsOf(dependents)} that ${dependents === 1 ? 'depends' : 'depend'} on it ${dependents === 1 ? 'is' : 'are'} grouped under it.`;
}

function worstOf({ rows }: Members): Health {
  return worst(rows.map((row) => row.status.health)) ?? 'no-sight';
}

function oneSite({ rows }: Members): string | null {
  const sites = new Set(rows.map((row) => row.component.site));
  const [site] = sites;
  return sites.size === 1 ? (site ?? null) : null;
}

const namesListed = 5;

function namesOf({ rows }: Members): string {
  const sorted = rows.toSorted((a, b) => healthRank(a.status.health) - healthRank(b.status.health));
  const names = sorted.slice(0, namesListed).map((row) => row.component.name);
  const more = rows.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
