import type { Learned, MetricMinute } from '@yagura/contract';
import { createBaselineBook, type BaselineBook } from '../learn/baseline-book.ts';
import type { GapHistogram } from '../learn/gap-histogram.ts';
import type { RunningMinute } from '../learn/minute-means.ts';
import type { ComponentState, Verdict } from './component.ts';
import { createInstantHeap, type InstantHeap } from './heap.ts';
import { createSettingBook, type SettingBook } from './setting-book.ts';
import type { PathState } from './path.ts';

/** What watch tells the desk. Facts about paths are said by every shard alike and count once. */
export type WatchFact =
  | {
      readonly kind: 'verdict';
      readonly component: string;
      readonly at: number;
      readonly verdict: Verdict;
      readonly lastBeatAt: number | null;
      readonly late: boolean;
    }
  /** What it says of its role, build and the like, when that changed. */
  | {
      readonly kind: 'labels';
      readonly component: string;
      readonly at: number;
      readonly labels: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'witness'; readonly component: string; readonly at: number }
  | {
      readonly kind: 'path';
      readonly collector: string;
      readonly at: number;
      readonly until: number;
      readonly blind: boolean;
    }
  | {
      readonly kind: 'appeared';
      readonly component: string;
      readonly at: number;
      readonly sender: string;
      readonly collector: string;
    }
  | { readonly kind: 'forgotten'; readonly component: string; readonly at: number };

export interface WatchCounters {
  entriesRepeated: number;
  entriesLost: number;
  beatsFolded: number;
  beatsIgnored: number;
  beatsLost: number;
  beatsUnknown: number;
  clockClipped: number;
  minutesDropped: number;
}

/** Where a component stands in the heaps. */
export interface Standing {
  wake: number;
  deadline: number;
  path: string;
}

/** The mutable world of one watch shard. The records in it are replaced, never changed. */
export interface WatchWorld {
  readonly shard: number;
  readonly shards: number;
  now: number;
  readonly components: Map<string, ComponentState>;
  readonly paths: Map<string, PathState>;
  /** Calendars and rules of the desk; made anew with every inventory. */
  settings: SettingBook;
  /** What the newest day learned, and what is usual by it. */
  learned: Learned | null;
  baselines: BaselineBook;
  /** What the next day will learn from: gaps between beats, and the minutes that run. */
  readonly gaps: Map<string, GapHistogram>;
  readonly minutes: Map<string, RunningMinute>;
  /** Minutes that this turn brought to their end. Empty between turns. */
  minutesOver: MetricMinute[];
  /** By fold time: sight given up, slow marks, recoveries, announced restarts. */
  readonly wakes: InstantHeap;
  /** By covered time, one heap a path: silence becomes a failure. */
  readonly deadlines: Map<string, InstantHeap>;
  /** Where each component stands in those heaps, so that a beat costs no push. */
  readonly scheduled: Map<string, Standing>;
  /** Heard by a collector that is out of sight: judged with the instant. Empty between turns. */
  readonly unjudged: Set<string>;
  /** Until when those are judged that were judged since their last beat: never as of an earlier instant. */
  readonly judged: Map<string, number>;
  readonly counters: WatchCounters;
}

export function createWatch(shard: number, shards: number, now: number): WatchWorld {
  return {
    shard,
    shards,
    now,
    components: new Map(),
    paths: new Map(),
    settings: createSettingBook(null),
    learned: null,
    baselines: createBaselineBook(null),
    gaps: new Map(),
    minutes: new Map(),
    minutesOver: [],
    wakes: createInstantHeap(),
    deadlines: new Map(),
    scheduled: new Map(),
    unjudged: new Set(),
    judged: new Map(),
    counters: {
      entriesRepeated: 0,
      entriesLost: 0,
      beatsFolded: 0,
      beatsIgnored: 0,
      beatsLost: 0,
      beatsUnknown: 0,
      clockClipped: 0,
      minutesDropped: 0,
    },
  };
}

/** Which shard owns a component: stable, and the same everywhere. */
export function shardOf(component: string, shards: number): number {
  if (shards === 1) return 0;
  let hash = 2166136261;
  for (let index = 0; index < component.length; index++) hash = Math.imul(hash ^ component.charCodeAt(index), 16777619);
  return (hash >>> 0) % shards;
}

export function owns(world: Pick<WatchWorld, 'shard' | 'shards'>, component: string): boolean {
  return shardOf(component, world.shards) === world.shard;
}
