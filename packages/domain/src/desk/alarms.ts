import type { Alarm, Condition, Health, Priority, Reason } from '@yagura/contract';
import { explain } from '../health/explain.ts';
import { clockOf } from '../words.ts';
import type { DeskWorld, Row } from './world.ts';

const membersListed = 100;
const alarmsListed = 500;

interface Group {
  readonly root: Alarm['root'];
  readonly members: Row[];
}

/** Everything that needs a person, worst first: one alarm a lost collector, one a site event, one for each other component. */
export function alarmsOf(world: DeskWorld): Alarm[] {
  const before = new Map(world.alarms.map((alarm) => [keyOf(alarm.root), alarm]));
  const alarms = [...groupsOf(world).values()].map((group) => alarmOf(world, group, before.get(keyOf(group.root))));
  return alarms
    .toSorted((a, b) => a.priority - b.priority || a.since - b.since || (a.id < b.id ? -1 : 1))
    .slice(0, alarmsListed);
}

function keyOf(root: Alarm['root']): string {
  return `${root.kind}:${root.id}`;
}

function groupsOf(world: DeskWorld): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const collector of world.collectors.values())
    if (collector.blind) join(groups, { kind: 'collector', id: collector.id }, null);
  for (const id of [...world.abnormal].toSorted()) {
    const row = world.rows.get(id);
    if (row) join(groups, rootOf(world, row), row);
  }
  return groups;
}

function join(groups: Map<string, Group>, root: Alarm['root'], row: Row | null): void {
  const key = keyOf(root);
  const group = groups.get(key) ?? { root, members: [] };
  if (row) group.members.push(row);
  groups.set(key, group);
}

/** What explains this row: the collector that lost sight of it, its site's event until it has recovered, or nothing but itself. */
function rootOf(world: DeskWorld, row: Row): Alarm['root'] {
  const { component, status } = row;
  const [reason] = status.reasons;
  if (isOurLoss(reason)) return { kind: 'collector', id: reason.collector };
  const explained = reason?.code === 'site-dark' || reason?.code === 'silent' || reason?.code === 'recovering';
  if (explained && world.sites.get(component.site)?.affected.has(component.id))
    return { kind: 'site', id: component.site };
  return { kind: 'component', id: component.id };
}

type OurLoss = Extract<Reason, { code: 'collector-lost' | 'uncovered' | 'port-blind' }>;

function isOurLoss(reason: Reason | undefined): reason is OurLoss {
  return reason?.code === 'collector-lost' || reason?.code === 'uncovered' || reason?.code === 'port-blind';
}

function alarmOf(world: DeskWorld, group: Group, before: Alarm | undefined): Alarm {
  const since = before?.since ?? group.members.reduce((first, row) => Math.min(first, row.status.since), Infinity);
  const began = Number.isFinite(since) ? since : (world.collectors.get(group.root.id)?.blindSince ?? 0);
  return {
    id: before?.id ?? `${keyOf(group.root)}@${began}`,
    root: group.root,
    since: began,
    ...wordsOf(world, group),
    members: group.members.slice(0, membersListed).map((row) => row.component.id),
    memberCount: group.members.length,
  };
}

type Words = Pick<Alarm, 'priority' | 'health' | 'title' | 'sentence' | 'site'>;

function wordsOf(world: DeskWorld, group: Group): Words {
  switch (group.root.kind) {
    case 'collector':
      return collectorWords(world, group);
    case 'site':
      return siteWords(world, group);
    case 'component':
      return componentWords(world, group);
  }
}

function collectorWords(world: DeskWorld, group: Group): Words {
  const collector = world.collectors.get(group.root.id);
  const count = componentsOf(group);
  return {
    priority: 2,
    health: 'no-sight',
    title: `Collector ${group.root.id}: no sight`,
    sentence: `${lossOf(group, collector)}; ${count} out of sight. That says nothing about what they do.`,
    site: collector?.site ?? null,
  };
}

function lossOf(group: Group, collector: { blind: boolean; until: number | null } | undefined): string {
  const named = `Our collector ${group.root.id}`;
  if (collector?.blind && collector.until !== null) return `${named} was last heard at ${clockOf(collector.until)}`;
  for (const { status } of group.members)
    for (const reason of status.reasons)
      if (reason.code === 'port-blind')
        return `${named} does not hear its own canary on ${reason.port} since ${clockOf(reason.canaryAt)}`;
  return `${named} missed part of what was said`;
}

function componentsOf(group: Group): string {
  return group.members.length === 1 ? '1 component' : `${group.members.length} components`;
}

function siteWords(world: DeskWorld, group: Group): Words {
  const site = world.inventory?.sites.find((known) => known.id === group.root.id);
  const name = site?.name ?? group.root.id;
  const dark = group.members.some((row) => row.status.condition === 'no-sight');
  const count = componentsOf(group);
  return {
    priority: 1,
    health: dark ? 'no-sight' : 'down',
    title: dark ? `${name}: site dark` : `${name}: common cause`,
    sentence: dark
      ? `${count} of ${name} fell silent together and no witness there answers.`
      : `${count} of ${name} fell silent together while ${site?.witnesses.length ? 'a witness there answers' : 'no witness is named for it'}.`,
    site: group.root.id,
  };
}

function componentWords(world: DeskWorld, group: Group): Words {
  const [row] = group.members;
  if (!row) return { priority: 3, health: 'no-sight', title: group.root.id, sentence: '', site: null };
  const { component, status } = row;
  return {
    priority: priorityOf(world, row),
    health: status.health,
    title: component.name,
    sentence: status.reasons.map(explain).join(' '),
    site: component.site,
  };
}

/** A lost leg whose need is still met is at most P2; what only degrades never pages. */
function priorityOf(world: DeskWorld, row: Row): Priority {
  const { component, status } = row;
  if (component.unregistered || component.tier > 2) return 3;
  if (status.condition !== 'down') return component.tier === 1 && status.condition === 'no-sight' ? 2 : 3;
  return component.tier === 1 && !needIsMet(world, row) ? 1 : 2;
}

const working: ReadonlySet<Condition> = new Set(['ok', 'degraded']);

function needIsMet(world: DeskWorld, row: Row): boolean {
  const { cluster } = row.component;
  if (!cluster) return false;
  let alive = 0;
  for (const id of world.index.clusters.get(cluster.id) ?? []) {
    const other = world.rows.get(id);
    if (other && working.has(other.status.condition)) alive++;
  }
  return alive >= cluster.need;
}

const quietHealths: ReadonlySet<Health> = new Set(['ok', 'closed', 'planned']);

/** Whether a row needs a person at all. Never seen is a finding until it has been seen once. */
export function needsPerson(row: Row): boolean {
  if (quietHealths.has(row.status.health)) return false;
  return !row.status.reasons.some((reason) => reason.code === 'never-seen');
}
