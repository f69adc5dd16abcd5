import { maxUnregisteredPerSender } from '@yagura/contract';
import { slowAfterMs, silenceLimitMs } from '../heartbeat/silence-limit.ts';
import type { Verdict } from '../watch/component.ts';
import type { WatchFact } from '../watch/world.ts';
import { layoutVersionOf, unregisteredComponent } from './layout-of.ts';
import { leave, newRow, siteOf } from './take-inventory.ts';
import type { DeskWorld, Row } from './world.ts';

/** What one turn's facts touched, before the desk draws its conclusions. */
export interface Touched {
  /** Verdicts by component in the order in which they came; the last one is in force. */
  readonly verdicts: Map<string, { readonly verdict: Verdict; readonly late: boolean }[]>;
  /** Who said something else of its role, build and the like, and when. */
  readonly relabelled: Map<string, number>;
  readonly sites: Set<string>;
  /** Rows that were not on the board before. */
  readonly fresh: Set<string>;
  /** Rows that go on from what stood on an earlier board. */
  readonly remembered: Set<string>;
  readonly gone: Row[];
  /** Heard, but their sender has as many as it may have: watch forgets them at once. */
  readonly refused: string[];
  collectors: boolean;
  layout: boolean;
}

export function createTouched(): Touched {
  return {
    verdicts: new Map(),
    relabelled: new Map(),
    sites: new Set(),
    fresh: new Set(),
    remembered: new Set(),
    gone: [],
    refused: [],
    collectors: false,
    layout: false,
  };
}

export function takeFact(world: DeskWorld, fact: WatchFact, touched: Touched): void {
  switch (fact.kind) {
    case 'verdict':
      return takeVerdict(world, fact, touched);
    case 'labels':
      return takeLabels(world, fact, touched);
    case 'witness':
      return takeWitness(world, fact, touched);
    case 'path':
      return takePath(world, fact, touched);
    case 'appeared':
      return takeAppeared(world, fact, touched);
    case 'forgotten':
      return takeForgotten(world, fact.component, touched);
  }
}

function takeVerdict(world: DeskWorld, fact: Extract<WatchFact, { kind: 'verdict' }>, touched: Touched): void {
  const row = world.rows.get(fact.component);
  if (!row) return;
  world.rows.set(fact.component, { ...row, verdict: fact.verdict });
  const list = touched.verdicts.get(fact.component) ?? [];
  list.push({ verdict: fact.verdict, late: fact.late });
  touched.verdicts.set(fact.component, list);
  if (!row.component.unregistered) markOverdue(world, row, fact, touched);
}

function takeLabels(world: DeskWorld, fact: Extract<WatchFact, { kind: 'labels' }>, touched: Touched): void {
  const row = world.rows.get(fact.component);
  if (!row) return;
  world.rows.set(fact.component, { ...row, labels: fact.labels });
  touched.relabelled.set(fact.component, Math.max(fact.at, touched.relabelled.get(fact.component) ?? 0));
  if (!touched.verdicts.has(fact.component)) touched.verdicts.set(fact.component, []);
}

/** Late and silent members are what a site's event is made of; blindness and bad news are not. */
function markOverdue(
  world: DeskWorld,
  row: Row,
  fact: Extract<WatchFact, { kind: 'verdict' }>,
  touched: Touched,
): void {
  const site = siteOf(world, row.component.site);
  const silent = fact.verdict.reasons.some((reason) => reason.code === 'silent');
  const overdue = silent || fact.verdict.flags.includes('slow');
  if (site.affected.has(fact.component)) touched.sites.add(site.id);
  if (!overdue) {
    if (site.overdue.delete(fact.component)) touched.sites.add(site.id);
    return;
  }
  const everyMs = silent ? intervalBehind(fact.verdict, row.component.everyMs) : row.component.everyMs;
  site.overdue.set(fact.component, (fact.lastBeatAt ?? fact.at) + everyMs);
  touched.sites.add(site.id);
}

/** The interval that a limit was made from; a sender may have declared another one than its desk. */
function intervalBehind(verdict: Verdict, everyMs: number): number {
  const silent = verdict.reasons.find((reason) => reason.code === 'silent');
  if (!silent || silent.limitMs === silenceLimitMs(everyMs)) return everyMs;
  return Math.min(silent.limitMs / 3, slowAfterMs(everyMs));
}

function takeWitness(world: DeskWorld, fact: Extract<WatchFact, { kind: 'witness' }>, touched: Touched): void {
  for (const id of world.index.witnessedSites.get(fact.component) ?? []) {
    const site = siteOf(world, id);
    site.witnessHeard.set(fact.component, fact.at);
    if (site.event) touched.sites.add(id);
  }
}

function takePath(world: DeskWorld, fact: Extract<WatchFact, { kind: 'path' }>, touched: Touched): void {
  const known = world.collectors.get(fact.collector);
  const site = known?.site ?? world.inventory?.sites[0]?.id ?? 'unknown';
  const blindSince = fact.blind ? (known?.blindSince ?? fact.at) : null;
  if (known && known.blind === fact.blind && known.until !== null) return;
  world.collectors.set(fact.collector, { id: fact.collector, site, until: fact.until, blind: fact.blind, blindSince });
  touched.collectors = true;
}

function takeAppeared(world: DeskWorld, fact: Extract<WatchFact, { kind: 'appeared' }>, touched: Touched): void {
  if (world.rows.has(fact.component)) return;
  const mine = world.index.registeredBy.get(fact.sender) ?? 0;
  if (mine >= maxUnregisteredPerSender) {
    world.counters.unregisteredRefused++;
    touched.refused.push(fact.component);
    return;
  }
  world.index.registeredBy.set(fact.sender, mine + 1);
  const component = unregisteredComponent(fact.component, fact.collector, world.inventory);
  world.rows.set(fact.component, newRow(component, fact.sender, fact.at));
  world.layoutVersion = layoutVersionOf(world);
  touched.verdicts.set(fact.component, []);
  touched.fresh.add(fact.component);
  touched.layout = true;
}

function takeForgotten(world: DeskWorld, id: string, touched: Touched): void {
  const row = world.rows.get(id);
  if (!row) return;
  leave(world, row);
  if (row.sender !== null)
    world.index.registeredBy.set(row.sender, (world.index.registeredBy.get(row.sender) ?? 1) - 1);
  touched.gone.push(row);
  world.layoutVersion = layoutVersionOf(world);
  touched.layout = true;
}
