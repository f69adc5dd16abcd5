import type { Root } from '@yagura/contract';
import { earliest } from '../../health/earliest.ts';
import { healthRank } from '../../health/rank.ts';
import { healthWords } from '../../words.ts';
import type { DeskWorld, Row } from '../world.ts';
import { isSplitOff, keepApart } from './apart.ts';
import { assign, lingerMs, type Placed } from './assign.ts';
import { end, endingOf, foundByCheck, join, recovered, type Ending } from './ending.ts';
import { isGroupSilenced, workEndedAt } from '../../waiver/muted.ts';
import {
  keyOf,
  neverAnnounced,
  relapseWithinMs,
  type AnnouncementDraft,
  type GroupState,
  type Grouping,
  type Place,
} from './grouping.ts';
import { priorityInstant } from './priority.ts';
import { nextScopeInstant, page, reachOf, updateScopes } from './scopes.ts';
import { wordsOf, type Members, type Words } from './words.ts';

/** A group as it stands now, in words. */
export interface Standing extends Members {
  readonly state: GroupState;
  readonly words: Words;
}

export interface Regrouped {
  readonly standing: readonly Standing[];
  readonly told: readonly AnnouncementDraft[];
  /** Those of them that are told to nobody: how it ended of which nothing was said. */
  readonly unsaid: ReadonlySet<AnnouncementDraft>;
  /** How those ended that did not go on under another root, by their ids. */
  readonly ended: ReadonlyMap<string, Ending>;
}

/** Puts together anew what belongs together, and says what is new about it: one step, one announcement. */
export function regroup(world: DeskWorld, now: number): Regrouped {
  keepApart(world, now);
  const placed = assign(world, now);
  const members = membersOf(world, placed);
  const told: AnnouncementDraft[] = [];
  const ended = new Map<string, Ending>();
  const unsaid = new Set<AnnouncementDraft>();
  const groups = carryOver(world, placed, members, now, { told, ended, unsaid });
  endAwaited(world, now, { told, ended, unsaid });
  const standing = [...members.values()].map((group) => settleGroup(world, groups, group, placed, now, told));
  const spoken = new Set(told.map(({ group }) => group));
  const byId = new Map(standing.map((one) => [one.state.id, one]));
  const updates = updateScopes(world, (id) => summaryOf(byId.get(id)), now);
  const { grouping } = world;
  grouping.groups = groups;
  grouping.places = placesOf(world, placed);
  for (const [key, { at }] of grouping.ended) if (now - at > relapseWithinMs) grouping.ended.delete(key);
  grouping.nextAt = nextInstant(world, grouping, now);
  return { standing, ended, unsaid, told: [...told, ...updates.filter(({ group }) => !spoken.has(group))] };
}

interface Ends {
  readonly told: AnnouncementDraft[];
  readonly ended: Map<string, Ending>;
  readonly unsaid: Set<AnnouncementDraft>;
}

/** What stood before the memory was lost and has not come back is over. */
function endAwaited(world: DeskWorld, now: number, { told, ended, unsaid }: Ends): void {
  for (const [key, { group, until }] of world.grouping.awaited) {
    if (now < until) continue;
    world.grouping.awaited.delete(key);
    ended.set(group.id, recovered);
    const draft = end(world, key, group, recovered, now);
    told.push(draft);
    if (!wasSaid(group)) unsaid.add(draft);
  }
}

function placesOf(world: DeskWorld, placed: ReadonlyMap<string, Placed>): Map<string, Place> {
  const { places } = world.grouping;
  return new Map(
    [...placed].map(([id, { key, head, headGoneAt }]) => {
      const row = world.rows.get(id);
      const byCheck = row !== undefined && foundByCheck(row, places.get(id));
      return [id, { key, head, headGoneAt, byCheck }];
    }),
  );
}

function summaryOf(one: Standing | undefined) {
  return one
    ? { root: one.root, priority: one.words.priority, title: one.words.title, members: one.rows.length }
    : null;
}

function nextInstant(world: DeskWorld, grouping: Grouping, now: number): number | null {
  let next = nextScopeInstant(grouping.scopes);
  for (const { until } of grouping.awaited.values()) next = earliest(next, until);
  for (const [id, { headGoneAt }] of grouping.places) {
    const row = world.rows.get(id);
    if (headGoneAt !== null) next = earliest(next, headGoneAt + lingerMs);
    if (row) next = earliest(next, priorityInstant(row, now));
  }
  return next;
}

function membersOf(world: DeskWorld, placed: ReadonlyMap<string, Placed>): Map<string, Members> {
  const lists = new Map<string, { root: Root; rows: Row[]; dependents: number }>();
  const listOf = (root: Root) => {
    const key = keyOf(root);
    const list = lists.get(key) ?? { root, rows: [], dependents: 0 };
    lists.set(key, list);
    return list;
  };
  for (const collector of world.collectors.values())
    if (collector.blind) listOf({ kind: 'collector', id: collector.id });
  for (const [id, { root, head }] of [...placed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const row = world.rows.get(id);
    if (!row) continue;
    const list = listOf(root);
    if (root.kind === 'component' && root.id === id) list.rows.unshift(row);
    else list.rows.push(row);
    if (head !== null) list.dependents++;
  }
  return lists;
}

/** Groups that go on: under their own root, under a better one, as part of another group, or not at all. */
function carryOver(
  world: DeskWorld,
  placed: ReadonlyMap<string, Placed>,
  members: ReadonlyMap<string, Members>,
  now: number,
  { told, ended, unsaid }: Ends,
): Map<string, GroupState> {
  const before = [...world.grouping.groups].toSorted(([, a], [, b]) => a.since - b.since || (a.id < b.id ? -1 : 1));
  const groups = new Map(before.filter(([key]) => members.has(key)));
  const targets = targetsOf(world, placed);
  const tell = (draft: AnnouncementDraft, group: GroupState) => {
    told.push(draft);
    if (!wasSaid(group)) unsaid.add(draft);
  };
  for (const [key, group] of before) {
    if (members.has(key)) continue;
    const target = targets.get(key);
    const root = target === undefined ? undefined : members.get(target)?.root;
    if (target === undefined || root === undefined) {
      const ending = endingOf(world, key, group, now);
      ended.set(group.id, ending);
      tell(end(world, key, group, ending, now), group);
    } else {
      const other = groups.get(target);
      if (other) tell(join(world, group, other, now), group);
      else groups.set(target, { ...group, root });
    }
  }
  return groups;
}

/** Where most members of each group belong now. */
function targetsOf(world: DeskWorld, placed: ReadonlyMap<string, Placed>): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const [id, after] of placed) {
    const { key } = after;
    const before = world.grouping.places.get(id);
    // Who is left over when its root recovered is a matter of its own, not what the root's has become.
    if (before === undefined || before.key === key || isLeft(before, after)) continue;
    const from = before.key;
    const counts = votes.get(from) ?? new Map<string, number>();
    votes.set(from, counts.set(key, (counts.get(key) ?? 0) + 1));
  }
  const best = ([a, votesA]: [string, number], [b, votesB]: [string, number]) => votesB - votesA || (a < b ? -1 : 1);
  return new Map(
    [...votes].flatMap(([from, counts]) => {
      const [first] = [...counts].toSorted(best);
      return first ? [[from, first[0]] as const] : [];
    }),
  );
}

function settleGroup(
  world: DeskWorld,
  groups: Map<string, GroupState>,
  group: Members,
  placed: ReadonlyMap<string, Placed>,
  now: number,
  told: AnnouncementDraft[],
): Standing {
  const key = keyOf(group.root);
  const words = wordsOf(world, group, now);
  const awaited = world.grouping.awaited.get(key)?.group;
  const known = groups.get(key) ?? awaited;
  world.grouping.awaited.delete(key);
  const flapping = group.rows.some((row) => row.status.reasons.some(({ code }) => code === 'flapping'));
  const { priority, health } = words;
  const base = known ?? opened(world, key, group, now);
  const muted = isGroupSilenced(world, group.rows, now);
  const kind = muted
    ? null
    : known
      ? stepOf(known, words, flapping, known === awaited || world.grouping.groups.has(keyOf(known.root)))
      : openingOf(world, group, placed, base);
  const state: GroupState = {
    ...base,
    announced: muted ? base.announced : { priority, health },
    flapping,
    muted,
    mostMembers: Math.max(base.mostMembers, group.rows.length),
  };
  groups.set(key, state);
  if (kind !== null) told.push(announce(world, kind, { ...group, state, words }, base, now));
  return { ...group, state, words };
}

function opened(world: DeskWorld, key: string, group: Members, now: number): GroupState {
  const since = Math.min(...group.rows.map((row) => row.status.since), blindSince(world, group.root));
  const onsets = group.rows.map((row) => world.grouping.onsets.get(row.component.id)?.at ?? row.status.since);
  const ended = world.grouping.ended.get(key);
  const relapsed = ended && now - ended.at <= relapseWithinMs ? ended : null;
  world.grouping.ended.delete(key);
  return {
    id: relapsed?.id ?? `${key}@${now}`,
    root: group.root,
    since,
    occurrence: (relapsed?.occurrence ?? 0) + 1,
    onset: Math.min(...onsets, since),
    announced: neverAnnounced,
    flapping: false,
    muted: false,
    mostMembers: 0,
  };
}

function blindSince(world: DeskWorld, root: Root): number {
  if (root.kind !== 'collector') return Infinity;
  return world.collectors.get(root.id)?.blindSince ?? Infinity;
}

type Kind = AnnouncementDraft['kind'];

/** Of what was muted from its beginning nothing was said, so that it is over need not be said either. */
function wasSaid({ announced }: GroupState): boolean {
  return announced.health !== 'ok';
}

function openingOf(world: DeskWorld, group: Members, placed: ReadonlyMap<string, Placed>, state: GroupState): Kind {
  if (group.rows.some(({ component, status }) => workEndedAt(world.waivers, component.id, status.since)))
    return 'again';
  if (isSplitOff(world, group.root)) return 'split';
  if (state.occurrence > 1) return 'relapse';
  const left = group.rows.some(({ component: { id } }) => {
    const before = world.grouping.places.get(id);
    const after = placed.get(id);
    return before !== undefined && after !== undefined && isLeft(before, after);
  });
  return left ? 'again' : 'opened';
}

function isLeft(before: Place, after: Placed): boolean {
  return (
    before.head !== null && after.head === null && (after.root.kind === 'component' || after.root.kind === 'cluster')
  );
}

function stepOf(known: GroupState, words: Words, flapping: boolean, sameRoot: boolean): Kind | null {
  const { priority, health } = known.announced;
  if (known.muted) return wasSaid(known) ? 'again' : 'opened';
  if (words.priority < priority || healthRank(words.health) < healthRank(health)) return 'worse';
  if (known.flapping && !flapping) return 'steady';
  return sameRoot ? null : 'scope';
}

/** Somebody has seen it. */
const seenAlready: ReadonlySet<Kind> = new Set(['steady', 'scope', 'split']);

function announce(
  world: DeskWorld,
  kind: Kind,
  { root, rows, state, words }: Standing,
  before: GroupState,
  now: number,
): AnnouncementDraft {
  const { priority, health, title, sentence } = words;
  const mayPage = !seenAlready.has(kind) && (kind !== 'worse' || priority < before.announced.priority);
  const paging = mayPage
    ? page(world, { id: state.id, title, members: rows.length }, reachOf(root, rows), { priority, now })
    : { pages: false, why: 'It is known already.' };
  const last = `last announced ${healthWords[before.announced.health]}`;
  const standing = kind === 'steady' ? `steady, ${healthWords[health]}; ${last}` : healthWords[health];
  return {
    at: now,
    kind,
    group: state.id,
    root,
    priority,
    pages: paging.pages,
    text: `${title} ${standing}. ${sentence}`,
    why: before.muted ? `${paging.why} It was muted until now.` : paging.why,
  };
}
