import type { Alarm, Finding, Opening, Status, StripEntry } from '@yagura/contract';
import type { ClusterFinding } from '../desk/clusters/cluster-finding.ts';
import { groupingMemory, type GroupingMemory } from '../desk/groups/grouping-memory.ts';
import { overridesInForce, type TakenOverride } from '../calendar/take-overrides.ts';
import type { DeskCounters, DeskWorld, Row, SiteEvent } from '../desk/world.ts';
import { incidentBriefs } from '../incident/briefs.ts';
import { alarmRate, type RateMemory } from '../noise/alarm-rate.ts';
import { incidentMemory, type IncidentMemory } from '../incident/memory.ts';
import { waiverBriefs } from '../waiver/briefs.ts';
import { waiverMemory, type WaiverMemory } from '../waiver/memory.ts';
import { limitOf } from '../health/deadlines.ts';
import { gapMemory, type GapMemory } from '../learn/gap-histogram.ts';
import { minuteMemory, type MinuteMemory } from '../learn/minute-means.ts';
import type { ComponentState } from '../watch/component.ts';
import type { PathState } from '../watch/path.ts';
import type { WatchCounters, WatchWorld } from '../watch/world.ts';
import { collectorsOf, type World } from './fold.ts';

/** Raised whenever what is remembered changes its shape; `capture.test.ts` breaks until it is. Another version's memory is not read. */
export const worldFormat = 13;

/** Small enough that one slice costs a few milliseconds at most. */
const perChunk = 200;
/** A row of what is being learned is some numbers only. */
const learningPerChunk = 1000;

/** The desk's own memory, apart from what stands on the board. */
export interface DeskMemory {
  readonly inventory: string | null;
  readonly layout: string;
  readonly overrides: readonly TakenOverride[];
  readonly collectors: readonly {
    id: string;
    site: string;
    until: number | null;
    blind: boolean;
    blindSince: number | null;
  }[];
  readonly sites: readonly {
    id: string;
    overdue: readonly (readonly [string, number])[];
    witnessHeard: readonly (readonly [string, number])[];
    event: SiteEvent | null;
    affected: readonly (readonly [string, SiteEvent['kind']])[];
    darkEndedAt: number | null;
  }[];
  readonly clusters: readonly (readonly [string, readonly ClusterFinding[]])[];
  readonly unregistered: readonly { component: Row['component']; sender: string | null }[];
  readonly grouping: GroupingMemory;
  readonly incidents: IncidentMemory;
  readonly waivers: WaiverMemory;
  readonly alarms: readonly Alarm[];
  readonly strip: readonly StripEntry[];
  readonly findings: readonly Finding[];
  readonly nextOpens: readonly (readonly [string, number])[];
  readonly openings: readonly Opening[];
  readonly rate: RateMemory;
  readonly counters: DeskCounters;
}

export interface WatchMemory {
  readonly shard: number;
  readonly shards: number;
  readonly now: number;
  readonly paths: readonly PathState[];
  readonly counters: WatchCounters;
  /** Until when those are judged that were judged since their last beat. */
  readonly judged: readonly (readonly [id: string, at: number])[];
  /** The version of what the newest day learned. */
  readonly learned: string | null;
}

/** What the next day will learn from, of one component. */
export interface LearningRow {
  readonly id: string;
  readonly gaps?: GapMemory;
  readonly minute?: MinuteMemory;
}

export interface BoardRow {
  readonly id: string;
  readonly status: Status;
  readonly lastBeatAt: number | null;
  readonly limitMs: number;
  readonly figure: number | null;
}

/**
 * An instant of the world. Taking it copies references, and those few numbers a component that are written in place; putting it into
 * words is left to slices.
 */
export interface Captured {
  readonly watches: readonly WatchMemory[];
  readonly desk: DeskMemory;
  readonly components: readonly ComponentState[];
  readonly learning: readonly LearningRow[];
  readonly rows: readonly Row[];
  readonly boardHead: object;
}

export function captureWorld(world: World, at: { epoch: number; turn: number; now: number }): Captured {
  const { desk } = world;
  return {
    watches: world.watches.map(watchMemory),
    desk: deskMemory(desk),
    components: world.watches.flatMap((watch) => [...watch.components.values()]),
    learning: world.watches.flatMap(learningRows),
    rows: [...desk.rows.values()],
    boardHead: {
      epoch: at.epoch,
      revision: at.turn,
      at: at.now,
      alarms: desk.alarms,
      strip: desk.strip,
      findings: desk.findings,
      openings: desk.openings,
      rate: alarmRate(desk.rate),
      incidents: incidentBriefs(desk.incidents),
      waivers: waiverBriefs(desk),
      collectors: collectorsOf(desk),
      overrides: overridesInForce(desk.overrides),
    },
  };
}

function watchMemory(watch: WatchWorld): WatchMemory {
  const { shard, shards, now, counters } = watch;
  const learned = watch.learned?.version ?? null;
  const judged = [...watch.judged].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { shard, shards, now, paths: [...watch.paths.values()], judged, counters: { ...counters }, learned };
}

function learningRows({ gaps, minutes }: WatchWorld): LearningRow[] {
  const rows: LearningRow[] = [];
  for (const [id, histogram] of gaps) {
    const minute = minutes.get(id);
    rows.push({ id, gaps: gapMemory(histogram), ...(minute && { minute: minuteMemory(minute) }) });
  }
  for (const [id, minute] of minutes) if (!gaps.has(id)) rows.push({ id, minute: minuteMemory(minute) });
  return rows;
}

function deskMemory(desk: DeskWorld): DeskMemory {
  return {
    inventory: desk.inventory?.version ?? null,
    layout: desk.layoutVersion,
    overrides: desk.overrides,
    collectors: [...desk.collectors.values()],
    sites: [...desk.sites.values()].map((site) => ({
      id: site.id,
      overdue: [...site.overdue],
      witnessHeard: [...site.witnessHeard],
      event: site.event,
      affected: [...site.affected],
      darkEndedAt: site.darkEndedAt,
    })),
    clusters: [...desk.clusters],
    unregistered: [...desk.rows.values()].flatMap((row) =>
      row.component.unregistered ? [{ component: row.component, sender: row.sender }] : [],
    ),
    grouping: groupingMemory(desk.grouping),
    incidents: incidentMemory(desk.incidents),
    waivers: waiverMemory(desk.waivers),
    alarms: desk.alarms,
    strip: desk.strip,
    findings: desk.findings,
    nextOpens: [...desk.nextOpens],
    openings: desk.openings,
    rate: desk.rate,
    counters: { ...desk.counters },
  };
}

export interface CapturedChunk {
  readonly part: 'memory' | 'components' | 'learning' | 'board';
  readonly text: string;
}

/** How many chunks each part will have, in the order in which they come. */
export function chunkCounts(captured: Captured): Readonly<Record<CapturedChunk['part'], number>> {
  return {
    memory: 1,
    components: Math.ceil(captured.components.length / perChunk),
    learning: Math.ceil(captured.learning.length / learningPerChunk),
    board: 1 + Math.ceil(captured.rows.length / perChunk),
  };
}

/** The capture in words, chunk by chunk: the caller may let time pass between two of them. */
export function* chunksOf(captured: Captured): Generator<CapturedChunk> {
  yield {
    part: 'memory',
    text: JSON.stringify({ format: worldFormat, watches: captured.watches, desk: captured.desk }),
  };
  for (const slice of slices(captured.components)) yield { part: 'components', text: JSON.stringify(slice) };
  for (const slice of slices(captured.learning, learningPerChunk))
    yield { part: 'learning', text: JSON.stringify(slice) };
  yield { part: 'board', text: JSON.stringify(captured.boardHead) };
  const states = new Map(captured.components.map((component) => [component.id, component]));
  for (const slice of slices(captured.rows))
    yield { part: 'board', text: JSON.stringify(slice.map((row) => boardRow(row, states.get(row.component.id)))) };
}

export function boardRow(row: Row, state: ComponentState | undefined): BoardRow {
  return {
    id: row.component.id,
    status: row.status,
    lastBeatAt: state?.heard?.at ?? null,
    limitMs: limitOf(state ?? unheard(row.component)),
    figure: figureOf(state),
  };
}

/** What the limit of a component is made of before watch knows it. */
export function unheard(component: { readonly everyMs: number }): Parameters<typeof limitOf>[0] {
  return { declaredEveryMs: null, everyMs: component.everyMs, learnedMs: null, urgent: false };
}

export function figureOf(state: ComponentState | undefined): number | null {
  return state?.figure == null ? null : (state.metrics[state.figure] ?? null);
}

function* slices<T>(items: readonly T[], size = perChunk): Generator<readonly T[]> {
  for (let index = 0; index < items.length; index += size) yield items.slice(index, index + size);
}
