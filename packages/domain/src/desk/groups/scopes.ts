import type { Priority, Root } from '@yagura/contract';
import { secondsOf, utcOf } from '../../words.ts';
import type { DeskWorld, Row } from '../world.ts';
import type { AnnouncementDraft, Scope } from './grouping.ts';
import { venueOf } from './venue-of.ts';

/** A flood of pages hides the one that matters: within a scope one page does for so long. */
const joinsWithinMs = 5 * 60_000;
/** When the scope of a page is told: soon enough to choose whom to call, then once it has settled. */
export const updatesAfterMs: readonly number[] = [15_000, 60_000];

export interface Paging {
  readonly pages: boolean;
  readonly why: string;
}

/** Whether this P1 wakes people: the first of a scope does at once, what lies in the scope of a page joins it. */
export function page(world: DeskWorld, group: PagingGroup, place: Reach, at: Stage): Paging {
  if (at.priority !== 1) return { pages: false, why: `P${at.priority}: it wakes nobody by itself.` };
  const { grouping } = world;
  const standing = grouping.scopes.find((scope) => at.now - scope.at <= joinsWithinMs && shared(scope, place) !== null);
  if (standing)
    return {
      pages: false,
      why: `It joins ${standing.title}, which paged at ${utcOf(standing.at)}: ${shared(standing, place)}.`,
    };
  const { id, title, members } = group;
  const scope: Scope = { ...place, group: id, title, members, at: at.now, updatesTold: 0 };
  grouping.scopes = [...grouping.scopes, scope];
  return { pages: true, why: 'The first P1 of its scope pages at once.' };
}

interface PagingGroup {
  readonly id: string;
  readonly title: string;
  readonly members: number;
}

interface Stage {
  readonly priority: Priority;
  readonly now: number;
}

export type Reach = Pick<Scope, 'sites' | 'venues' | 'dependencies'>;

/** What a group has in common with others: of a common cause only what its members share. */
export function reachOf(root: Root, rows: readonly Row[]): Reach {
  const nothing = { sites: [], venues: [], dependencies: [] };
  switch (root.kind) {
    case 'site':
      return { ...nothing, sites: [root.id] };
    case 'common':
      if (root.shares === 'site') return { ...nothing, sites: [root.id] };
      return root.shares === 'venue' ? { ...nothing, venues: [root.id] } : nothing;
    case 'component': {
      const own = rows.filter((row) => row.component.id === root.id);
      const reach = ofRows(own.length > 0 ? own : rows);
      return { ...reach, dependencies: [...reach.dependencies, root.id] };
    }
    case 'cluster':
    case 'collector':
      return ofRows(rows);
  }
}

function ofRows(rows: readonly Row[]): Reach {
  const unique = (values: readonly (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].toSorted();
  return {
    sites: unique(rows.map(({ component }) => component.site)),
    venues: unique(rows.map(({ component }) => venueOf(component))),
    dependencies: unique(rows.flatMap(({ component }) => component.dependsOn)),
  };
}

function shared(a: Reach, b: Reach): string | null {
  const both = (name: string, left: readonly string[], right: readonly string[]) => {
    const one = left.find((value) => right.includes(value));
    return one === undefined ? null : `both concern ${name} ${one}`;
  };
  return (
    both('site', a.sites, b.sites) ??
    both('venue', a.venues, b.venues) ??
    both('the dependency', a.dependencies, b.dependencies)
  );
}

/** What is told of the scope of a page: the group that it belongs to now. */
interface ScopeGroup {
  readonly root: Root;
  readonly priority: Priority;
  readonly title: string;
  readonly members: number;
}

/**
 * The scopes that still count, their updates told when due. Those of groups that ended say no more, and neither does one that was
 * and is a single component: who was paged knows it already.
 */
export function updateScopes(
  world: DeskWorld,
  standing: (group: string) => ScopeGroup | null,
  now: number,
): AnnouncementDraft[] {
  const told: AnnouncementDraft[] = [];
  const { grouping } = world;
  grouping.scopes = grouping.scopes.flatMap((scope) => {
    if (now - scope.at > joinsWithinMs) return [];
    const due = updatesAfterMs.filter((after) => now >= scope.at + after).length;
    if (due <= scope.updatesTold) return [scope];
    const group = standing(scope.group);
    const members = group?.members ?? scope.members;
    if (group && (members > 1 || members !== scope.members)) told.push(updateOf(scope, group, now));
    return [{ ...scope, members, updatesTold: due }];
  });
  return told;
}

function updateOf(scope: Scope, { root, priority, title, members }: ScopeGroup, now: number): AnnouncementDraft {
  const count = members === 1 ? '1 component' : `${members} components`;
  return {
    at: now,
    kind: 'scope',
    group: scope.group,
    root,
    priority,
    pages: false,
    text: `${title}: ${count} after ${secondsOf(now - scope.at)}.`,
    why: `It paged at ${utcOf(scope.at)}; its scope is told at 15 s and at 60 s.`,
  };
}

export function nextScopeInstant(scopes: readonly Scope[]): number | null {
  let next: number | null = null;
  for (const { at, updatesTold } of scopes) {
    const after = updatesAfterMs[updatesTold];
    if (after !== undefined && (next === null || at + after < next)) next = at + after;
  }
  return next;
}
