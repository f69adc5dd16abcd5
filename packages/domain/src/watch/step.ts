import {
  unregisteredForgottenAfterMs,
  type Entry,
  type Inventory,
  type Learned,
  type Status,
  type Watched,
} from '@yagura/contract';
import { freshHold } from '../heartbeat/hold.ts';
import { newComponent, type ComponentState } from './component.ts';
import { foldEntry, rejudgePath, tellPath } from './fold-entry.ts';
import { isNear, pathBlindMs, type PathState } from './path.ts';
import { rejudge, verdictFact } from './rejudge.ts';
import { schedule } from './schedule.ts';
import { createSettingBook, settingKey } from './setting-book.ts';
import { learnedFor, takeLearned } from './take-learned.ts';
import { owns, type WatchFact, type WatchWorld } from './world.ts';

export type WatchEvent =
  | { readonly type: 'inventory'; readonly inventory: Inventory; readonly turns: ReadonlyMap<string, number> }
  | { readonly type: 'remembered'; readonly statuses: readonly { readonly id: string; readonly status: Status }[] }
  /** Somebody said that days are other than their calendars say; `turns` tells since when. */
  | { readonly type: 'calendars'; readonly inventory: Inventory; readonly turns: ReadonlyMap<string, number> }
  | { readonly type: 'learned'; readonly learned: Learned }
  | { readonly type: 'entry'; readonly entry: Entry; readonly latest: number }
  | { readonly type: 'tick' };

/** The watch fold: evidence and an instant in, facts out. The instant never runs backwards. */
export function stepWatch(world: WatchWorld, event: WatchEvent, now: number, facts: WatchFact[]): void {
  switch (event.type) {
    case 'inventory':
      takeInventory(world, event, Math.max(now, world.now), facts);
      break;
    case 'calendars':
      world.settings = createSettingBook(event.inventory, event.turns);
      for (const component of world.components.values()) rejudge(world, component, facts);
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
      world.now = Math.max(world.now, now);
      tick(world, facts);
      break;
  }
}

/** The earliest instant at which anything would change without new evidence; silences are decided by watermarks, which wake us themselves. */
export function nextWake(world: WatchWorld): number | null {
  let next = world.wakes.peek();
  for (const path of world.paths.values())
    if (!path.blind) next = next === null ? path.until + pathBlindMs : Math.min(next, path.until + pathBlindMs);
  return next;
}

function tick(world: WatchWorld, facts: WatchFact[]): void {
  for (const path of world.paths.values()) {
    if (path.blind && isNear(path, world.now))
      takePath(world, { ...path, blind: false, lostAt: null }, path.until, facts);
    if (!path.blind && world.now >= path.until + pathBlindMs)
      takePath(world, { ...path, blind: true, lostAt: path.until }, path.until + pathBlindMs, facts);
  }
  for (const id of world.unjudged) {
    const component = world.components.get(id);
    if (component) rejudge(world, component, facts);
  }
  world.unjudged.clear();
  for (let due = world.wakes.popUntil(world.now); due !== null; due = world.wakes.popUntil(world.now)) {
    const standing = world.scheduled.get(due.id);
    if (standing?.wake !== due.at) continue;
    standing.wake = Infinity;
    const component = world.components.get(due.id);
    if (component) wake(world, component, facts);
  }
}

/** Sight is lost and comes back with an instant, never with an entry: all that was told until then counts first. */
function takePath(world: WatchWorld, path: PathState, at: number, facts: WatchFact[]): void {
  world.paths.set(path.collector, path);
  tellPath(path, at, facts);
  rejudgePath(world, path.collector, facts);
}

function wake(world: WatchWorld, component: ComponentState, facts: WatchFact[]): void {
  const silentFor = world.now - (component.heard?.at ?? component.addedAt);
  if (component.registeredBy !== null && silentFor >= unregisteredForgottenAfterMs) {
    dropComponent(world, component.id);
    facts.push({ kind: 'forgotten', component: component.id, at: world.now });
    return;
  }
  rejudge(world, component, facts);
}

/** Also for what the desk has no room for: it is heard anew with its next beat. */
export function dropComponent(world: WatchWorld, id: string): boolean {
  world.scheduled.delete(id);
  world.gaps.delete(id);
  world.minutes.delete(id);
  return world.components.delete(id);
}

function takeInventory(
  world: WatchWorld,
  { inventory, turns }: Extract<WatchEvent, { type: 'inventory' }>,
  now: number,
  facts: WatchFact[],
): void {
  world.settings = createSettingBook(inventory, turns);
  const planned = new Set<string>();
  for (const watched of inventory.components) {
    planned.add(watched.id);
    if (owns(world, watched.id)) takeComponent(world, watched, now, facts);
  }
  for (const component of world.components.values())
    if (component.registeredBy === null && !planned.has(component.id)) dropComponent(world, component.id);
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
    setting: settingKey(watched),
    learnedMs: learnedFor(world, watched.id),
  };
  const known = world.components.get(watched.id);
  if (known) {
    rejudge(world, { ...known, ...plan }, facts);
    return;
  }
  const component = newComponent(plan, now);
  world.components.set(component.id, component);
  schedule(world, component);
  facts.push(verdictFact(component, null));
}
