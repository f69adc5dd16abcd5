import type { Inventory, Learned } from '@yagura/contract';
import { overridesInForce, turnsOf, withOverrides } from '../calendar/take-overrides.ts';
import { needsPerson } from '../desk/groups/abnormal.ts';
import { restoreGrouping } from '../desk/groups/grouping-memory.ts';
import { indexOf } from '../desk/index-of.ts';
import { boardComponent } from '../desk/layout-of.ts';
import { newRow, siteOf } from '../desk/take-inventory.ts';
import { createDesk, type DeskWorld } from '../desk/world.ts';
import { restoreIncidents } from '../incident/memory.ts';
import { restoreWaivers } from '../waiver/memory.ts';
import { planSpans } from '../waiver/plan-spans.ts';
import { gapHistogramOf } from '../learn/gap-histogram.ts';
import { runningMinuteOf } from '../learn/minute-means.ts';
import type { ComponentState } from '../watch/component.ts';
import { withSharedReasons } from '../health/sound.ts';
import { schedule } from '../watch/schedule.ts';
import { createSettingBook } from '../watch/setting-book.ts';
import { keepLearned } from '../watch/take-learned.ts';
import { createWatch, owns, type WatchWorld } from '../watch/world.ts';
import type { BoardRow, DeskMemory, LearningRow, WatchMemory } from './capture.ts';
import type { World } from './fold.ts';

export interface Remembered {
  readonly watches: readonly WatchMemory[];
  readonly desk: DeskMemory;
  readonly components: readonly ComponentState[];
  readonly rows: readonly BoardRow[];
  readonly inventory: Inventory | null;
  readonly learned: Learned | null;
  readonly learning: readonly LearningRow[];
}

/** The world as it was when it was captured: folding on from here gives what folding on then gave. */
export function restoreWorld(remembered: Remembered): World {
  const { overrides } = remembered.desk;
  const inventory = remembered.inventory && withOverrides(remembered.inventory, overridesInForce(overrides));
  const whole = { ...remembered, inventory };
  return { watches: remembered.watches.map((memory) => restoreWatch(memory, whole)), desk: restoreDesk(whole) };
}

function restoreWatch(memory: WatchMemory, remembered: Remembered): WatchWorld {
  const { components, inventory, desk, learned } = remembered;
  const watch = createWatch(memory.shard, memory.shards, memory.now);
  watch.settings = createSettingBook(inventory, {
    turns: turnsOf(desk.overrides),
    plans: planSpans(restoreWaivers(desk.waivers)),
  });
  keepLearned(watch, learned);
  restoreLearning(watch, remembered.learning);
  for (const path of memory.paths) watch.paths.set(path.collector, path);
  for (const [id, at] of memory.judged) watch.judged.set(id, at);
  Object.assign(watch.counters, memory.counters);
  for (const component of components) {
    if (!owns(watch, component.id)) continue;
    const known = sharing(component);
    watch.components.set(known.id, known);
    schedule(watch, known);
  }
  return watch;
}

function restoreLearning(watch: WatchWorld, rows: readonly LearningRow[]): void {
  for (const { id, gaps, minute } of rows) {
    if (!owns(watch, id)) continue;
    if (gaps) watch.gaps.set(id, gapHistogramOf(gaps));
    if (minute) watch.minutes.set(id, runningMinuteOf(minute));
  }
}

/** What was one record before it was put into words is one again: beats are told apart from it by reference. */
function sharing(component: ComponentState): ComponentState {
  const verdict = withSharedReasons(component.verdict);
  const same = component.flapping.held === null && component.told.at === verdict.at;
  return { ...component, verdict, told: same ? verdict : component.told };
}

function restoreDesk(remembered: Remembered): DeskWorld {
  const { desk: memory, inventory } = remembered;
  const desk = createDesk();
  desk.inventory = inventory;
  desk.overrides = memory.overrides;
  restoreRows(desk, remembered);
  for (const known of memory.sites) {
    const site = siteOf(desk, known.id);
    for (const [id, onset] of known.overdue) site.overdue.set(id, onset);
    for (const [id, at] of known.witnessHeard) site.witnessHeard.set(id, at);
    for (const [id, kind] of known.affected) site.affected.set(id, kind);
    site.event = known.event;
    site.darkEndedAt = known.darkEndedAt;
  }
  for (const collector of memory.collectors) desk.collectors.set(collector.id, collector);
  for (const [id, findings] of memory.clusters) desk.clusters.set(id, findings);
  restoreGrouping(desk.grouping, memory.grouping);
  desk.incidents = restoreIncidents(memory.incidents);
  desk.waivers = restoreWaivers(memory.waivers);
  desk.alarms = memory.alarms;
  desk.strip = memory.strip;
  desk.findings = memory.findings;
  for (const [id, at] of memory.nextOpens) desk.nextOpens.set(id, at);
  desk.openings = memory.openings;
  desk.rate = memory.rate;
  desk.index = indexOf(desk);
  desk.layoutVersion = memory.layout;
  Object.assign(desk.counters, memory.counters);
  return desk;
}

function restoreRows(desk: DeskWorld, remembered: Remembered): void {
  const states = new Map(remembered.components.map((state) => [state.id, state]));
  const rows = new Map(remembered.rows.map((row) => [row.id, row]));
  const named = (remembered.inventory?.components ?? []).map((watched) => ({
    component: boardComponent(watched),
    sender: null,
  }));
  for (const { component, sender } of [...named, ...remembered.desk.unregistered]) {
    const state = states.get(component.id);
    const known = rows.get(component.id);
    const row = newRow(component, sender, state?.addedAt ?? 0);
    const restored = {
      ...row,
      verdict: state?.told ?? row.verdict,
      status: known?.status ?? row.status,
      labels: state?.labels ?? {},
    };
    desk.rows.set(component.id, restored);
    if (needsPerson(restored)) desk.abnormal.add(component.id);
  }
}
