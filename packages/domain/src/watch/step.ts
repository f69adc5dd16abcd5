import {
  unregisteredForgottenAfterMs,
  type Entry,
  type Inventory,
  type Learned,
  type Status,
  type Watched,
} from '@yagura/contract';
import { freshHold } from '../heartbeat/hold.ts';
import { earliest } from '../health/earliest.ts';
import { newComponent, type ComponentState } from './component.ts';
import { foldEntry, rejudgePath, tellPath } from './fold-entry.ts';
import type { HeapEntry } from './heap.ts';
import { isNear, pathBlindMs, type PathState } from './path.ts';
import { rejudge, verdictFact } from './rejudge.ts';
import { isDue, schedule } from './schedule.ts';
import { createSettingBook, type Said } from './setting-book.ts';
import { learnedFor, takeLearned } from './take-learned.ts';
import { owns, type WatchFact, type WatchWorld } from './world.ts';

export type WatchEvent =
  | { readonly type: 'inventory'; readonly inventory: Inventory; readonly said: Said }
  | { readonly type: 'remembered'; readonly statuses: readonly { readonly id: string; readonly status: Status }[] }
  /** Somebody said that days are other than their calendars say, or what work is done. */
  | { readonly type: 'said'; readonly inventory: Inventory; readonly said: Said }
  | { readonly type: 'learned'; readonly learned: Learned }
  | { readonly type: 'entry'; readonly entry: Entry; readonly latest: number }
  | { readonly type: 'tick' };

/** The watch fold: evidence and an instant in, facts out. The instant never runs backwards. */
export function stepWatch(world: WatchWorld, event: WatchEvent, now: number, facts: WatchFact[]): void {
  switch (event.type) {
    case 'inventory':
      takeInventory(world, event, Math.max(now, world.now), facts);
      break;
    case 'said':
      takeSaid(world, event, facts);
      break;
    case 'learned':
      takeLearned(world, event.learned, facts);
      break;
    case 'remembered':
      takeRemembered(world, event.statuses);
      break;
    case 'entry':
      foldEntry(world, event.entry, { now, latest: event.latest }, facts);
      break;
    case 'tick':
      tick(world, now, facts);
      break;
  }
}

/**
 * No later than the earliest instant at which anything would change without new evidence; silences are decided by watermarks, which
 * wake us themselves.
 */
export function nextWake(world: WatchWorld): number | null {
  return earliest(world.wakes.first()?.at ?? null, ...sightEnds(world));
}

/** The earliest instant before `end` at which something is due. */
export function nextDue(world: WatchWorld, end: number): number | null {
  const next = earliest(dueUntil(world, end)?.at ?? null, ...sightEnds(world));
  return next !== null && next < end ? next : null;
}

/** When sight is lost, should nothing more be told. */
function sightEnds(world: WatchWorld): number[] {
  const ends: number[] = [];
  for (const path of world.paths.values()) if (!path.blind) ends.push(path.until + pathBlindMs);
  return ends;
}

/** The first component that is due; one whose instant moved away since it was noted is noted anew, and nothing is folded for it. */
function dueUntil(world: WatchWorld, until: number): HeapEntry | null {
  for (let top = world.wakes.first(); top !== null && top.at <= until; top = world.wakes.first()) {
    const standing = world.scheduled.get(top.id);
    const component = world.components.get(top.id);
    const noted = standing?.wake === top.at && component !== undefined && !world.unjudged.has(top.id);
    if (noted && isDue(world, component, top.at)) return top;
    world.wakes.popUntil(top.at);
    if (standing?.wake === top.at) standing.wake = Infinity;
    if (noted) schedule(world, component);
  }
  return null;
}

/** Through every instant at which something was due, one by one: how long nobody looked must not matter. */
function tick(world: WatchWorld, to: number, facts: WatchFact[]): void {
  for (let next = nextDue(world, to); next !== null; next = nextDue(world, to)) passInstant(world, next, facts);
  world.now = Math.max(world.now, to);
  for (const path of world.paths.values())
    if (path.blind && isNear(path, world.now))
      takePath(world, { ...path, blind: false, lostAt: null }, path.until, facts);
  for (const id of world.unjudged) {
    const component = world.components.get(id);
    if (component) rejudge(world, component, world.now, facts);
  }
  world.unjudged.clear();
  passInstant(world, to, facts);
}

function passInstant(world: WatchWorld, instant: number, facts: WatchFact[]): void {
  world.now = Math.max(world.now, instant);
  for (const path of world.paths.values())
    if (!path.blind && world.now >= path.until + pathBlindMs)
      takePath(world, { ...path, blind: true, lostAt: path.until }, path.until + pathBlindMs, facts);
  for (let due = dueUntil(world, world.now); due !== null; due = dueUntil(world, world.now)) {
    const standing = world.scheduled.get(due.id);
    const component = world.components.get(due.id);
    world.wakes.popUntil(due.at);
    if (standing) standing.wake = Infinity;
    if (component) wake(world, component, due.at, facts);
  }
}

/** Sight is lost and comes back with an instant, never with an entry: all that was told until then counts first. */
function takePath(world: WatchWorld, path: PathState, at: number, facts: WatchFact[]): void {
  world.paths.set(path.collector, path);
  tellPath(path, at, facts);
  rejudgePath(world, path.collector, facts);
}

function wake(world: WatchWorld, component: ComponentState, due: number, facts: WatchFact[]): void {
  const silentFor = due - (component.heard?.at ?? component.addedAt);
  if (component.registeredBy === null || silentFor < unregisteredForgottenAfterMs) {
    rejudge(world, component, due, facts);
    return;
  }
  dropComponent(world, component.id);
  facts.push({ kind: 'forgotten', component: component.id, at: due });
}

/** Also for what the desk has no room for: it is heard anew with its next beat. */
export function dropComponent(world: WatchWorld, id: string): boolean {
  world.scheduled.delete(id);
  world.judged.delete(id);
  world.gaps.delete(id);
  world.minutes.delete(id);
  return world.components.delete(id);
}

function takeInventory(
  world: WatchWorld,
  { inventory, said }: Extract<WatchEvent, { type: 'inventory' }>,
  now: number,
  facts: WatchFact[],
): void {
  world.settings = createSettingBook(inventory, said);
  const planned = new Set<string>();
  for (const watched of inventory.components) {
    planned.add(watched.id);
    if (owns(world, watched.id)) takeComponent(world, watched, now, facts);
  }
  for (const component of world.components.values())
    if (component.registeredBy === null && !planned.has(component.id)) dropComponent(world, component.id);
}

function takeSaid(
  world: WatchWorld,
  { inventory, said }: Extract<WatchEvent, { type: 'said' }>,
  facts: WatchFact[],
): void {
  world.settings = createSettingBook(inventory, said);
  for (const component of world.components.values()) {
    const setting = component.registeredBy === null ? world.settings.keyOf(component.id) : component.setting;
    rejudge(world, setting === component.setting ? component : { ...component, setting }, world.now, facts);
  }
}

/** What was bad before the memory was lost has to be earned away all the same. */
function takeRemembered(
  world: WatchWorld,
  statuses: readonly { readonly id: string; readonly status: Status }[],
): void {
  for (const { id, status } of statuses) {
    const component = world.components.get(id);
    if (!component || component.heard !== null) continue;
    if (status.condition !== 'down' && status.condition !== 'degraded') continue;
    world.components.set(id, { ...component, held: freshHold(status.condition) });
  }
}

function takeComponent(world: WatchWorld, watched: Watched, now: number, facts: WatchFact[]): void {
  const plan = {
    id: watched.id,
    everyMs: watched.everyMs,
    urgent: watched.tier === 1,
    witness: watched.witness,
    figure: watched.figure,
    registeredBy: null,
    setting: world.settings.keyOf(watched.id),
    learnedMs: learnedFor(world, watched.id),
  };
  const known = world.components.get(watched.id);
  if (known) {
    rejudge(world, { ...known, ...plan }, now, facts);
    return;
  }
  const component = newComponent(plan, now);
  world.components.set(component.id, component);
  schedule(world, component);
  facts.push(verdictFact(component, null));
}
