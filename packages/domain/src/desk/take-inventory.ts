import type { Inventory, Status } from '@yagura/contract';
import { noSchedule, type Verdict } from '../watch/component.ts';
import { indexOf } from './index-of.ts';
import { boardComponent, layoutVersionOf } from './layout-of.ts';
import type { DeskWorld, Row, SiteState } from './world.ts';

/** Takes a new desk: rows in its order first, then what registered itself and is still not named by it. */
export function takeDeskInventory(
  world: DeskWorld,
  inventory: Inventory,
  now: number,
): { removed: Row[]; added: string[] } {
  world.inventory = inventory;
  const before = new Map(world.rows);
  world.rows.clear();
  const added: string[] = [];
  for (const watched of inventory.components) {
    const component = boardComponent(watched);
    const known = before.get(watched.id);
    before.delete(watched.id);
    if (!known) added.push(watched.id);
    else if (known.component.site !== watched.site) leaveSite(world, known);
    world.rows.set(watched.id, known ? { ...known, component, sender: null } : newRow(component, null, now));
  }
  for (const row of before.values()) if (row.component.unregistered) world.rows.set(row.component.id, row);
  const removed = [...before.values()].filter((row) => !row.component.unregistered);
  for (const row of removed) leave(world, row);
  for (const site of inventory.sites) siteOf(world, site.id);
  takeCollectors(world, inventory);
  world.index = indexOf(world);
  world.layoutVersion = layoutVersionOf(world);
  return { removed, added };
}

/** A collector that is lost and not named any more is nobody's concern; one that still speaks stays. */
function takeCollectors(world: DeskWorld, inventory: Inventory): void {
  const named = new Set(inventory.collectors.map(({ id }) => id));
  for (const { id, blind, until } of world.collectors.values())
    if (!named.has(id) && (blind || until === null)) world.collectors.delete(id);
  for (const { id, site } of inventory.collectors) {
    const known = world.collectors.get(id);
    world.collectors.set(id, known ? { ...known, site } : { id, site, until: null, blind: false, blindSince: null });
  }
}

export function newRow(component: Row['component'], sender: string | null, now: number): Row {
  const verdict: Verdict = {
    condition: 'no-sight',
    expectation: 'expected',
    at: now,
    reasons: [{ code: 'never-seen' }],
    flags: [],
    nextAt: null,
    forgiven: null,
    schedule: noSchedule,
  };
  const status: Status = {
    health: 'no-sight',
    condition: 'no-sight',
    expectation: 'expected',
    since: now,
    reasons: [{ code: 'never-seen' }],
    nextAt: null,
    flags: component.unregistered ? ['unregistered'] : [],
  };
  return { component, sender, verdict, status, labels: {} };
}

export function leave(world: DeskWorld, row: Row): void {
  const { id } = row.component;
  world.rows.delete(id);
  world.abnormal.delete(id);
  world.grouping.onsets.delete(id);
  leaveSite(world, row);
  for (const site of world.sites.values()) site.witnessHeard.delete(id);
}

function leaveSite(world: DeskWorld, row: Row): void {
  const site = world.sites.get(row.component.site);
  site?.overdue.delete(row.component.id);
  site?.affected.delete(row.component.id);
}

export function siteOf(world: DeskWorld, id: string): SiteState {
  const known = world.sites.get(id);
  if (known) return known;
  const site: SiteState = {
    id,
    overdue: new Map(),
    witnessHeard: new Map(),
    event: null,
    affected: new Map(),
    darkEndedAt: null,
  };
  world.sites.set(id, site);
  return site;
}
