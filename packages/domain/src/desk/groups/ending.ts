import type { ReasonCode, Root, StripEntry } from '@yagura/contract';
import { gatesAt } from '../../rules/gates-at.ts';
import { utcOf, healthWords } from '../../words.ts';
import type { DeskWorld, Row } from '../world.ts';
import type { AnnouncementDraft, GroupState, Place } from './grouping.ts';

/** How a group came to its end, as the strip says it: it recovered, or nothing is asked of it any more. */
export type Ending = Pick<StripEntry, 'health' | 'text'> & { readonly lapsed: boolean };

export const recovered: Ending = { lapsed: false, health: 'ok', text: 'recovered' };
const closed: Ending = { lapsed: true, health: 'closed', text: 'its market closed' };
const planned: Ending = { lapsed: true, health: 'planned', text: 'planned work began' };
const gone: Ending = { lapsed: true, health: 'closed', text: 'it left the desk' };

/** A check that falls asleep lets go only after the good beats that any recovery takes: within this of the close it was the close. */
const fallsAsleepMs = 120_000;

/** What a calendar can put to sleep. */
const checks: ReadonlySet<ReasonCode> = new Set(['rule', 'state', 'missed', 'unwanted']);

/** Whether a check found it abnormal; while it recovers, what found it before. */
export function foundByCheck({ status }: Row, before: Place | undefined): boolean {
  const found = status.reasons.find(({ code }) => code !== 'flapping');
  return found === undefined || found.code === 'recovering' ? (before?.byCheck ?? false) : checks.has(found.code);
}

/** What made the last members of a group leave. It recovered if one of them did; where its root is one of them, that decides. */
export function endingOf(world: DeskWorld, key: string, { root }: GroupState, now: number): Ending {
  if (root.kind === 'collector') return recovered;
  const last = [...world.grouping.places].filter(([id, place]) => place.key === key && !world.abnormal.has(id));
  const itself = root.kind === 'component' ? last.filter(([id]) => id === root.id) : [];
  const deciding = itself.length > 0 ? itself : last;
  const [first = recovered, ...others] = deciding.map(([id, { byCheck }]) =>
    leftBecause(world, world.rows.get(id), byCheck, now),
  );
  return others.find(({ lapsed }) => !lapsed) ?? first;
}

function leftBecause(world: DeskWorld, row: Row | undefined, byCheck: boolean, now: number): Ending {
  if (row === undefined) return gone;
  if (row.status.health === 'planned') return planned;
  if (row.status.expectation === 'quiet') return closed;
  return byCheck && fellAsleep(world, row.component.calendar, now) ? closed : recovered;
}

function fellAsleep(world: DeskWorld, id: string | null, now: number): boolean {
  const calendar = world.inventory?.calendars.find((known) => known.id === id);
  if (!calendar) return false;
  const [before, after] = [gatesAt(calendar, now - fallsAsleepMs), gatesAt(calendar, now)];
  return (before.session && !after.session) || (before.market && !after.market);
}

export function end(world: DeskWorld, key: string, group: GroupState, ending: Ending, now: number): AnnouncementDraft {
  const { grouping } = world;
  grouping.ended.set(key, { id: group.id, at: now, occurrence: group.occurrence });
  // What is over explains no later silence: the next P1 nearby pages.
  grouping.scopes = grouping.scopes.filter((scope) => scope.group !== group.id);
  const again = group.occurrence > 1 ? `, occurrence ${group.occurrence}` : '';
  const steady = group.flapping ? ' It is steady again.' : '';
  const over = ending.lapsed ? `is not judged any more: ${ending.text}` : 'recovered';
  return {
    ...quiet(group, now),
    kind: ending.lapsed ? 'lapsed' : 'recovered',
    text: `${titleOf(world, group.root)} ${over}; it began at ${utcOf(group.since)}${again}.`,
    why: `It was last announced as P${group.announced.priority} ${healthWords[group.announced.health]}.${steady}`,
  };
}

export function join(world: DeskWorld, group: GroupState, other: GroupState, now: number): AnnouncementDraft {
  const { grouping } = world;
  grouping.scopes = grouping.scopes.map((scope) => (scope.group === group.id ? { ...scope, group: other.id } : scope));
  const title = titleOf(world, group.root);
  return {
    ...quiet(group, now),
    kind: 'joined',
    into: other.id,
    text: `${title} goes on under ${titleOf(world, other.root)}.`,
    why: `What ${title} stood for is explained by ${titleOf(world, other.root)}.`,
  };
}

function quiet(
  group: GroupState,
  now: number,
): Pick<AnnouncementDraft, 'at' | 'group' | 'root' | 'priority' | 'pages'> {
  return { at: now, group: group.id, root: group.root, priority: group.announced.priority, pages: false };
}

function titleOf(world: DeskWorld, root: Root): string {
  if (root.kind === 'component') return world.rows.get(root.id)?.component.name ?? root.id;
  return root.kind === 'collector' ? `Collector ${root.id}` : root.id;
}
