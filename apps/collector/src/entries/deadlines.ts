import { silenceLimitMs } from '@yagura/domain';
import { createDeadlineHeap } from './deadline-heap.ts';

interface Track {
  /** In covered time: the deadline less everything that was not covered before. Pauses then move all of them at once. */
  key: number;
  /** Under which key the heap holds it; NaN for one that is silent. */
  queued: number;
  declaredEveryMs: number | null;
  everyMs: number;
  limitMs: number;
}

export interface Deadlines {
  /** A beat was heard. `declared` is its own `every`; what a component once declared stays in force. */
  heard(component: string, at: number, declared: number | undefined, everyMs: number): void;
  /** The interval it once declared itself. */
  declared(component: string): number | null;
  /** So much of the time that is being vouched for was not covered. */
  uncover(ms: number): void;
  /** No deadline lies before this instant; Infinity without any. */
  earliest(): number;
  /** Whether one has passed at this instant. */
  due(now: number): boolean;
  /** Takes out those that passed; says how many they were. */
  pass(until: number): number;
  /** Drops what is silent and unknown, so that nothing grows over years of desk files. */
  forget(isKnown: (component: string) => boolean): void;
  size(): number;
}

const deadEntriesTolerated = 1000;

/**
 * The same sum as the engine's, so that the entry which proves a silence leaves at the very instant at which it becomes
 * one: last heard + limit + what was not covered since. Lazy: a beat only moves a number, and the heap learns of it when
 * its old one comes up.
 */
export function createDeadlines(): Deadlines {
  const tracks = new Map<string, Track>();
  const heap = createDeadlineHeap();
  let uncovered = 0;

  function queue(component: string, track: Track): void {
    track.queued = track.key;
    heap.push(component, track.key);
    // A sender that keeps changing its interval leaves an entry behind each time.
    if (heap.size() > 2 * tracks.size + deadEntriesTolerated) rebuild();
  }

  function rebuild(): void {
    heap.clear();
    for (const [component, track] of tracks) {
      if (Number.isNaN(track.queued)) continue;
      track.queued = track.key;
      heap.push(component, track.key);
    }
  }

  /** Brings the top up to date until it is true or lies after `now`. */
  function settle(now: number): void {
    while (heap.topKey() + uncovered <= now) {
      const top = heap.topKey();
      const track = tracks.get(heap.topId());
      if (track === undefined || track.queued !== top) {
        heap.pop();
        continue;
      }
      if (track.key === top) return;
      track.queued = track.key;
      heap.raiseTop(track.key);
    }
  }

  function pass(until: number): number {
    let passed = 0;
    for (settle(until); heap.topKey() + uncovered <= until; settle(until)) {
      const track = tracks.get(heap.topId());
      if (track) track.queued = Number.NaN;
      heap.pop();
      passed += 1;
    }
    return passed;
  }

  function heard(component: string, at: number, declared: number | undefined, everyMs: number): void {
    let track = tracks.get(component);
    if (track === undefined) {
      track = { key: 0, queued: Number.NaN, declaredEveryMs: null, everyMs: 0, limitMs: 0 };
      tracks.set(component, track);
    }
    if (declared !== undefined) track.declaredEveryMs = declared;
    const every = track.declaredEveryMs ?? everyMs;
    if (track.everyMs !== every) {
      track.everyMs = every;
      track.limitMs = silenceLimitMs(every);
    }
    track.key = at + track.limitMs - uncovered;
    // Not in the heap, or a shorter interval than before: then the heap's own number would come up too late.
    if (!(track.queued <= track.key)) queue(component, track);
  }

  return {
    heard,
    declared: (component) => tracks.get(component)?.declaredEveryMs ?? null,
    uncover(ms) {
      uncovered += ms;
    },
    earliest: () => heap.topKey() + uncovered,
    due(now) {
      settle(now);
      return heap.topKey() + uncovered <= now;
    },
    pass,
    forget(isKnown) {
      for (const [component, track] of tracks)
        if (Number.isNaN(track.queued) && !isKnown(component)) tracks.delete(component);
    },
    size: () => tracks.size,
  };
}
