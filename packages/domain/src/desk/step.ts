import type { Change, Finding, Inventory, Status } from '@yagura/contract';
import { healthOf } from '../health/health-of.ts';
import { takeTold } from '../incident/book.ts';
import { passTime } from '../incident/pass-time.ts';
import { passWaivers } from '../waiver/pass-waivers.ts';
import type { WatchFact } from '../watch/world.ts';
import { saysCluster } from './clusters/cluster-verdict.ts';
import { settleClusters } from './clusters/settle-cluster.ts';
import { noteAbnormal } from './groups/abnormal.ts';
import type { AnnouncementDraft } from './groups/grouping.ts';
import { markPlaces } from './groups/mark-places.ts';
import { settleGroups } from './groups/settle-groups.ts';
import { placed } from './placed.ts';
import { awaitOpenings, settleOpenings } from './openings.ts';
import { settleSite, sitesDue } from './settle-site.ts';
import { statusOf } from './status-of.ts';
import { takeDeskInventory } from './take-inventory.ts';
import { createTouched, takeFact, type Touched } from './take-fact.ts';
import type { DeskWorld, Row } from './world.ts';

/** A change before its turn gives it a number and the instant at which it is shown. */
export type ChangeDraft = Omit<Change, 'id' | 'shown' | 'revision'>;

export interface DeskEffects {
  readonly announcements: readonly AnnouncementDraft[];
  readonly changes: ChangeDraft[];
  readonly statuses: { readonly id: string; readonly status: Status }[];
  /** Unregistered components for which there is no room: watch has to forget them. */
  readonly refused: readonly string[];
  readonly layoutChanged: boolean;
  readonly alarmsChanged: boolean;
  readonly stripChanged: boolean;
  readonly collectorsChanged: boolean;
  readonly findingsChanged: boolean;
  readonly openingsChanged: boolean;
  readonly waiversChanged: boolean;
}

export interface DeskInput {
  readonly facts: readonly WatchFact[];
  readonly inventory: Inventory | null;
  readonly remembered: readonly { readonly id: string; readonly status: Status }[];
  readonly findings: readonly Finding[] | null;
  readonly now: number;
}

/** The desk fold: what watch found, put together. The same facts in another order between components give the same effects. */
export function stepDesk(world: DeskWorld, input: DeskInput): DeskEffects {
  const { now } = input;
  const touched = createTouched();
  const before = { alarms: world.alarms, strip: world.strip };
  if (input.findings) world.findings = input.findings;
  if (input.inventory) takeWholeInventory(world, input.inventory, now, touched);
  takeRemembered(world, input.remembered, touched);
  for (const fact of inOrder(input.facts)) takeFact(world, fact, touched);
  for (const id of sitesDue(world, now)) touched.sites.add(id);
  for (const id of touched.sites) {
    const site = world.sites.get(id);
    if (site) settleSite(world, site, now, touched);
  }
  const waiversChanged = stirWaived(world, touched, now);
  settleClusters(world, touched, now);
  const changes: ChangeDraft[] = touched.gone.map((row) => goneChange(row, now));
  const statuses = settleStatuses(world, touched, now, changes);
  const regroups = statuses.length > 0 || touched.collectors || touched.layout || waiversChanged || isDue(world, now);
  const openingsChanged = settleOpenings(world, now);
  const grouped = regroups ? settleGroups(world, statuses, now) : [];
  const told = [...takeTold(world.incidents), ...grouped, ...passTime(world.incidents, now)];
  const announcements = told.map((draft) => placed(world, draft));
  if (world.incidents.changed.size > 0) markPlaces(world, world.grouping.places.keys(), statuses);
  // In an order that does not tell which group came first, or how it was reached.
  statuses.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    announcements,
    changes,
    statuses,
    refused: touched.refused,
    layoutChanged: touched.layout,
    alarmsChanged: world.alarms !== before.alarms,
    stripChanged: world.strip !== before.strip,
    collectorsChanged: touched.collectors,
    findingsChanged: input.findings !== null,
    openingsChanged,
    waiversChanged,
  };
}

/** What is muted or planned from now on, or no more, is said of its components. */
function stirWaived(world: DeskWorld, touched: Touched, now: number): boolean {
  const { waivers } = world;
  passWaivers(waivers, now);
  for (const id of waivers.stirred) if (!touched.verdicts.has(id)) touched.verdicts.set(id, []);
  waivers.stirred.clear();
  const { briefsChanged } = waivers;
  waivers.briefsChanged = false;
  return briefsChanged;
}

function takeWholeInventory(world: DeskWorld, inventory: Inventory, now: number, touched: Touched): void {
  const { removed, added } = takeDeskInventory(world, inventory, now);
  touched.gone.push(...removed);
  for (const id of added) touched.fresh.add(id);
  for (const id of world.rows.keys()) if (!touched.verdicts.has(id)) touched.verdicts.set(id, []);
  for (const site of world.sites.keys()) touched.sites.add(site);
  awaitOpenings(world, now);
  touched.collectors = true;
  touched.layout = true;
}

/** The board goes on from what stood on it; what is different now is a change like any other. */
function takeRemembered(world: DeskWorld, remembered: DeskInput['remembered'], touched: Touched): void {
  for (const { id, status } of remembered) {
    const row = world.rows.get(id);
    if (!row || row.status.reasons[0]?.code !== 'never-seen') continue;
    world.rows.set(id, { ...row, status });
    touched.remembered.add(id);
    if (!touched.verdicts.has(id)) touched.verdicts.set(id, []);
  }
}

/** By instant, then by name: how many shards told the facts, and in which turn of theirs, must not matter. */
function inOrder(facts: readonly WatchFact[]): readonly WatchFact[] {
  const order = (fact: WatchFact) => (fact.kind === 'appeared' ? 0 : fact.kind === 'path' ? 1 : 2);
  const subject = (fact: WatchFact) => (fact.kind === 'path' ? fact.collector : fact.component);
  return facts.toSorted(
    (a, b) => order(a) - order(b) || a.at - b.at || (subject(a) < subject(b) ? -1 : subject(a) > subject(b) ? 1 : 0),
  );
}

function settleStatuses(
  world: DeskWorld,
  touched: Touched,
  now: number,
  changes: ChangeDraft[],
): DeskEffects['statuses'] {
  const statuses: DeskEffects['statuses'] = [];
  for (const id of [...touched.verdicts.keys()].toSorted()) {
    const row = world.rows.get(id);
    if (!row) continue;
    const verdicts = touched.verdicts.get(id) ?? [];
    const fresh = touched.fresh.has(id);
    if (fresh && !touched.remembered.has(id))
      changes.push({ ...changeOf(row, row.status, row.status, false), at: row.status.since, from: null });
    const passed = saysCluster(row.status.reasons[0]) ? row.status : recordPassed(row, verdicts.slice(0, -1), changes);
    const status = statusOf(world, { ...row, status: passed }, now);
    const late = verdicts.at(-1)?.late ?? false;
    if (isNews(passed, status)) changes.push(changeOf(row, passed, status, late));
    if (fresh || passed !== row.status || !sameStatus(passed, status)) {
      statuses.push({ id, status });
      settleRow(world, { ...row, status });
    }
  }
  return statuses;
}

function settleRow(world: DeskWorld, row: Row): void {
  world.rows.set(row.component.id, row);
  noteAbnormal(world, row);
}

/** What came and went within one turn was never on a screen; it is history all the same. */
function recordPassed(
  row: Row,
  verdicts: readonly { verdict: Row['verdict']; late: boolean }[],
  changes: ChangeDraft[],
): Status {
  let status = row.status;
  for (const { verdict, late } of verdicts) {
    const { condition, expectation, schedule } = verdict;
    const sessionClosed = schedule.session === 'closed';
    const health = healthOf({ condition, expectation, sessionClosed, beatsWhileQuiet: schedule.beatsWhileQuiet });
    const next: Status = {
      ...status,
      health,
      condition,
      expectation,
      since: health === status.health ? status.since : verdict.at,
      reasons: [...verdict.reasons],
    };
    if (!isNews(status, next)) continue;
    changes.push({ ...changeOf(row, status, next, late), at: verdict.at });
    status = next;
  }
  return status;
}

function isNews(before: Status, after: Status): boolean {
  return (
    before.health !== after.health || before.condition !== after.condition || before.expectation !== after.expectation
  );
}

function sameStatus(before: Status, after: Status): boolean {
  return !isNews(before, after) && JSON.stringify(before) === JSON.stringify(after);
}

function changeOf(row: Row, before: Status, after: Status, late: boolean): ChangeDraft {
  return {
    component: row.component.id,
    at: after.health === before.health ? row.verdict.at : after.since,
    from: before.health,
    to: after.health,
    condition: after.condition,
    reasons: after.reasons,
    late,
  };
}

function goneChange(row: Row, now: number): ChangeDraft {
  return {
    component: row.component.id,
    at: now,
    from: row.status.health,
    to: null,
    condition: row.status.condition,
    reasons: row.status.reasons,
    late: false,
  };
}

function isDue(world: DeskWorld, now: number): boolean {
  const { nextAt } = world.grouping;
  return nextAt !== null && nextAt <= now;
}
