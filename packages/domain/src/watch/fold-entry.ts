import type { Entry, HeardBeat, HeardOccurrence } from '@yagura/contract';
import { inResetWindow } from '../calendar/resets.ts';
import { observe } from '../heartbeat/observe.ts';
import { observeProbe } from '../heartbeat/observe-probe.ts';
import { probeOf } from '../heartbeat/probes.ts';
import { learnFrom } from '../learn/learn-from.ts';
import { takeOccurrence } from '../rules/take-occurrence.ts';
import { newComponent, type ComponentState, type Heard } from './component.ts';
import { advancePath, canaryGoodUntil, isNear, uncoveredOn, type PathState } from './path.ts';
import { rejudge, settle } from './rejudge.ts';
import { deadlinesOf, isOverdue, schedule } from './schedule.ts';
import { unregisteredSetting } from './setting-book.ts';
import { learnedFor } from './take-learned.ts';
import { owns, type WatchFact, type WatchWorld } from './world.ts';

const unregisteredEveryMs = 10_000;
export interface EntryBounds {
  /** The instant that is judged. */
  readonly now: number;
  /** No instant of an entry counts beyond this. */
  readonly latest: number;
}

/** Takes what a collector heard, then lets its watermark decide about silences. */
export function foldEntry(world: WatchWorld, entry: Entry, bounds: EntryBounds, facts: WatchFact[]): void {
  const { latest } = bounds;
  const before = world.paths.get(entry.collector);
  const step = advancePath(before, entry, latest);
  if (step.kind === 'repeated') {
    world.counters.entriesRepeated++;
    return;
  }
  const path = before ? step.path : firstSight(step.path, Math.max(world.now, bounds.now));
  if (entry.covers.until > latest) world.counters.clockClipped++;
  world.counters.entriesLost += path.lostEntries - (before?.lostEntries ?? 0);
  world.paths.set(entry.collector, path);
  const beforeBeats = { ...path, uncovered: step.uncoveredBeforeBeats };
  for (const beat of entry.beats)
    if (owns(world, beat.component)) foldBeat(world, beat, heardBy(entry, beat, beforeBeats, latest), facts);
  for (const occurrence of entry.occurrences)
    if (owns(world, occurrence.component)) foldOccurrence(world, occurrence, latest, facts);
  if (before === undefined) tellPath(path, path.until, facts);
  if (path.blind) return; // whatever it says is judged with the instant
  if (sightChanged(before, path)) rejudgePath(world, entry.collector, facts, path.until);
  settleDeadlines(world, path, facts);
}

/** A collector whose first word is old has not been in sight yet. */
function firstSight(path: PathState, now: number): PathState {
  return isNear(path, now) ? path : { ...path, blind: true, lostAt: path.until };
}

function heardBy(entry: Entry, beat: HeardBeat, beforeBeats: PathState, latest: number): Heard {
  return {
    at: Math.min(beat.heard, latest),
    collector: entry.collector,
    port: beat.port,
    uncovered: uncoveredOn(beforeBeats, beat.port),
    late: entry.late,
  };
}

function foldBeat(world: WatchWorld, beat: HeardBeat, heard: Heard, facts: WatchFact[]): void {
  const known = world.components.get(beat.component) ?? appear(world, beat, heard, facts);
  const settled = settleBefore(world, known, heard.at, facts);
  if (beat.probe !== undefined) {
    foldProbe(world, settled, beat.probe, beat, heard, facts);
    return;
  }
  const unseen = unseenBefore(world, settled.heard, heard);
  const setting = world.settings.of(settled.setting, heard.at);
  const baseline = world.baselines.at(settled.id, heard.at);
  const seen = observe(settled, beat, { heard, unseen, setting, baseline });
  world.counters.beatsFolded++;
  world.counters.beatsLost += seen.lostBeats - settled.lostBeats;
  if (seen.ignoredBeats !== settled.ignoredBeats) {
    world.counters.beatsIgnored++;
    world.components.set(seen.id, seen);
    return;
  }
  learnFrom(world, settled, seen, { unseen, setting, metrics: beat.metrics ?? noMetrics });
  if (seen.labels !== settled.labels && !sameLabels(seen.labels, settled.labels))
    facts.push({ kind: 'labels', component: seen.id, at: heard.at, labels: seen.labels });
  if (seen.witness && beat.status !== 'down') facts.push({ kind: 'witness', component: seen.id, at: heard.at });
  judgeSeen(world, seen, heard.at, facts);
}

/** What somebody else found out about it: evidence beside its own beats. */
function foldProbe(
  world: WatchWorld,
  known: ComponentState,
  probe: string,
  beat: HeardBeat,
  heard: Heard,
  facts: WatchFact[],
): void {
  const unseen = unseenBefore(world, probeOf(known.probes, probe)?.heard ?? null, heard);
  const setting = world.settings.of(known.setting, heard.at);
  const baseline = world.baselines.at(known.id, heard.at);
  const seen = observeProbe(known, probe, beat, { heard, unseen, setting, baseline });
  world.counters.beatsFolded++;
  if (seen.ignoredBeats !== known.ignoredBeats) world.counters.beatsIgnored++;
  judgeSeen(world, seen, heard.at, facts);
}

/** What a collector out of sight tells is judged with the instant. */
function judgeSeen(world: WatchWorld, seen: ComponentState, at: number, facts: WatchFact[]): void {
  if (!seen.heard || !world.paths.get(seen.heard.collector)?.blind) {
    rejudge(world, seen, at, facts);
    return;
  }
  world.components.set(seen.id, seen);
  world.unjudged.add(seen.id);
}

const noMetrics: Readonly<Record<string, number>> = {};

function sameLabels(a: ComponentState['labels'], b: ComponentState['labels']): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

function appear(world: WatchWorld, beat: HeardBeat, heard: Heard, facts: WatchFact[]): ComponentState {
  const plan = {
    id: beat.component,
    everyMs: unregisteredEveryMs,
    urgent: false,
    witness: false,
    figure: null,
    registeredBy: beat.sender,
    setting: unregisteredSetting,
    learnedMs: learnedFor(world, beat.component),
  };
  const { component, sender } = beat;
  facts.push({ kind: 'appeared', component, at: heard.at, sender, collector: heard.collector });
  return newComponent(plan, heard.at);
}

/**
 * What time alone brought before this beat happened all the same: it is judged as of the beat, then the beat is taken. A beat at
 * the very deadline still counts.
 */
function settleBefore(
  world: WatchWorld,
  component: ComponentState,
  heardAt: number,
  facts: WatchFact[],
): ComponentState {
  const standing = world.scheduled.get(component.id);
  const path = component.heard ? world.paths.get(component.heard.collector) : undefined;
  if (!standing || !path || path.blind || (standing.deadline >= heardAt && standing.wake > heardAt)) return component;
  world.paths.set(path.collector, { ...path, until: Math.min(path.until, heardAt - 1) });
  const settled = settle(world, component, heardAt, facts);
  world.paths.set(path.collector, path);
  return settled;
}

/** The time between two beats that nobody vouches for, also when they came by different ways. */
function unseenBefore(world: WatchWorld, before: Heard | null, heard: Heard): number {
  const path = before ? world.paths.get(before.collector) : undefined;
  if (!before || !path) return 0;
  const sameWay = before.collector === heard.collector && before.port === heard.port;
  if (sameWay) return Math.max(0, heard.uncovered - before.uncovered);
  const known = Math.max(0, uncoveredOn(path, before.port) - before.uncovered);
  return known + Math.max(0, heard.at - Math.max(path.until, before.at));
}

/** Kinds of events are few; a sender that invents names pushes out its own oldest. */
const occurrencesRemembered = 64;

/** Kept as its source dates it, judged by when it was heard: sources' clocks decide nothing. */
function foldOccurrence(world: WatchWorld, occurrence: HeardOccurrence, latest: number, facts: WatchFact[]): void {
  const known = world.components.get(occurrence.component);
  if (!known) return;
  const { event } = occurrence;
  const heard = Math.min(occurrence.heard, latest);
  const component = settleBefore(world, known, heard, facts);
  const before = Object.hasOwn(component.occurrences, event) ? (component.occurrences[event] ?? 0) : 0;
  const { [event]: _newer, ...others } = component.occurrences;
  const occurrences = {
    ...Object.fromEntries(Object.entries(others).slice(1 - occurrencesRemembered)),
    [event]: Math.max(before, Math.min(occurrence.at ?? heard, heard)),
  };
  const { rules, calendar, circumstances } = world.settings.of(component.setting, heard);
  const inWindow = calendar !== null && inResetWindow(calendar, heard);
  const context = { gates: circumstances.gates, inResetWindow: inWindow };
  const ruleStates = takeOccurrence(rules, component.ruleStates, { event, at: heard }, context);
  judgeSeen(world, { ...component, occurrences, ruleStates }, heard, facts);
}

export function tellPath(path: PathState, at: number, facts: WatchFact[]): void {
  facts.push({ kind: 'path', collector: path.collector, at, until: path.until, blind: path.blind });
}

function sightChanged(before: PathState | undefined, after: PathState): boolean {
  if (before === undefined) return false;
  const deaf = (path: PathState, port: 'http' | 'udp') => path.until > canaryGoodUntil(path, port);
  return deaf(before, 'http') !== deaf(after, 'http') || deaf(before, 'udp') !== deaf(after, 'udp');
}

/** Looks at everything that travels on one path: only when its sight is lost or comes back. */
export function rejudgePath(world: WatchWorld, collector: string, facts: WatchFact[], at = world.now): void {
  for (const component of world.components.values())
    if (component.heard?.collector === collector) rejudge(world, settle(world, component, at, facts), at, facts);
}

function settleDeadlines(world: WatchWorld, path: PathState, facts: WatchFact[]): void {
  const heap = deadlinesOf(world, path.collector);
  for (let due = heap.popUntil(path.until); due !== null; due = heap.popUntil(path.until)) {
    const standing = world.scheduled.get(due.id);
    if (standing?.path !== path.collector || standing.deadline !== due.at) continue;
    standing.deadline = Infinity;
    const component = world.components.get(due.id);
    if (component?.heard?.collector !== path.collector) continue;
    if (isOverdue(component, component.heard, path))
      rejudge(world, settle(world, component, path.until, facts), path.until, facts);
    else schedule(world, component);
  }
}
