import { silenceLimitMs, type Learned } from '@yagura/domain';
import { clearHeap, newHeap, popTop, pushKey, raiseTop, topId, topKey, type DeadlineHeap } from './deadline-heap.ts';

interface Track {
  /** In covered time: the deadline less everything that was not covered before. Pauses then move all of them at once. */
  key: number;
  /** Under which key the heap holds it; NaN for one that is silent. */
  queued: number;
  declaredEveryMs: number | null;
  everyMs: number;
  limitMs: number;
}

/** What was learned of a component; null where its interval says enough. */
export type LimitFor = (component: string) => Learned | null;

export interface Deadlines {
  /** A beat was heard. `declared` is its own `every`; what a component once declared stays in force. */
  heard(component: string, at: number, declared: number | undefined, everyMs: number): void;
  /** From here on these learned limits are in force, also for what was heard already. */
  learn(limitFor: LimitFor): void;
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

interface State {
  readonly tracks: Map<string, Track>;
  readonly heap: DeadlineHeap;
  uncovered: number;
  limitFor: LimitFor;
}

const deadEntriesTolerated = 1000;
const isSilent = (track: Track) => Number.isNaN(track.queued);

function queue({ tracks, heap }: State, component: string, track: Track): void {
  track.queued = track.key;
  pushKey(heap, component, track.key);
  // A sender that keeps changing its interval leaves an entry behind each time.
  if (heap.keys.length <= 2 * tracks.size + deadEntriesTolerated) return;
  clearHeap(heap);
  for (const [other, alive] of tracks) {
    if (isSilent(alive)) continue;
    alive.queued = alive.key;
    pushKey(heap, other, alive.key);
  }
}

/** Brings the top up to date until it is true or lies after `now`. */
function settle({ tracks, heap, uncovered }: State, now: number): void {
  while (topKey(heap) + uncovered <= now) {
    const track = tracks.get(topId(heap));
    if (track === undefined || track.queued !== topKey(heap)) {
      popTop(heap);
      continue;
    }
    if (track.key === track.queued) return;
    track.queued = track.key;
    raiseTop(heap, track.key);
  }
}

function isDue(state: State, now: number): boolean {
  settle(state, now);
  return topKey(state.heap) + state.uncovered <= now;
}

function pass(state: State, until: number): number {
  let passed = 0;
  while (isDue(state, until)) {
    const track = state.tracks.get(topId(state.heap));
    if (track) track.queued = Number.NaN;
    popTop(state.heap);
    passed += 1;
  }
  return passed;
}

function learn(state: State, limitFor: LimitFor): void {
  state.limitFor = limitFor;
  for (const [component, track] of state.tracks) {
    const limitMs = silenceLimitMs(track.everyMs, limitFor(component));
    track.key += limitMs - track.limitMs;
    track.limitMs = limitMs;
    if (!isSilent(track) && track.key < track.queued) queue(state, component, track);
  }
}

function trackOf({ tracks }: State, component: string): Track {
  const known = tracks.get(component);
  if (known) return known;
  const track: Track = { key: 0, queued: Number.NaN, declaredEveryMs: null, everyMs: 0, limitMs: 0 };
  tracks.set(component, track);
  return track;
}

/**
 * The same sum as the engine's, so that the entry which proves a silence leaves at the very instant at which it becomes
 * one: last heard + limit + what was not covered since. Lazy: a beat only moves a number, and the heap learns of it when
 * its old one comes up.
 */
export function createDeadlines(): Deadlines {
  const state: State = { tracks: new Map(), heap: newHeap(), uncovered: 0, limitFor: () => null };
  return {
    heard(component, at, declared, everyMs) {
      const track = trackOf(state, component);
      if (declared !== undefined) track.declaredEveryMs = declared;
      const every = track.declaredEveryMs ?? everyMs;
      if (track.everyMs !== every) {
        track.everyMs = every;
        track.limitMs = silenceLimitMs(every, state.limitFor(component));
      }
      track.key = at + track.limitMs - state.uncovered;
      // Not in the heap, or a shorter interval than before: then the heap's own number would come up too late.
      if (!(track.queued <= track.key)) queue(state, component, track);
    },
    learn: (limitFor) => learn(state, limitFor),
    declared: (component) => state.tracks.get(component)?.declaredEveryMs ?? null,
    uncover(ms) {
      state.uncovered += ms;
    },
    earliest: () => topKey(state.heap) + state.uncovered,
    due: (now) => isDue(state, now),
    pass: (until) => pass(state, until),
    forget(isKnown) {
      for (const [component, track] of state.tracks)
        if (isSilent(track) && !isKnown(component)) state.tracks.delete(component);
    },
    size: () => state.tracks.size,
  };
}
