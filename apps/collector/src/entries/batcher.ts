import { maxBeatsPerEntry, watermarkEveryMs, type HeardBeat, type HeardOccurrence } from '@yagura/contract';
import { createDeadlineTimer, type DeadlineTimer } from './deadline-timer.ts';
import type { Outgoing, Stored } from './outgoing.ts';
import { createSealer, isFull, newOpen, type Open, type Sealer, type SealerOptions } from './sealer.ts';
import { afterArrivals } from './turns.ts';

/** Entries that would follow each other more closely than this share one. */
const closestMs = 5;
/** The turns of the loop come on top, and the promise is one each `watermarkEveryMs`. */
const watermarkAfterMs = watermarkEveryMs - 15;
/** From a callback of a socket the first turn ends without another look at the sockets. */
const turnsFromTimer = 2;
const turnsFromSocket = 3;

export interface BatcherOptions extends Omit<SealerOptions, 'startedAt'> {
  readonly desk: () => number;
  readonly monotonic: () => number;
  /** Whether the last turn of the loop took everything that the sockets held. */
  readonly drained: () => boolean;
  readonly send: (outgoing: Outgoing) => void;
  readonly onDeadlines: (passed: number) => void;
}

export interface Batcher {
  /** Resolves when all of it is stored somewhere, or nowhere. */
  add(beats: readonly HeardBeat[], occurrences: readonly HeardOccurrence[]): Promise<Stored>;
  watermark(): number;
  stop(): void;
}

interface State {
  readonly options: BatcherOptions;
  readonly sealer: Sealer;
  readonly deadlineTimer: DeadlineTimer;
  readonly watermarkTimer: NodeJS.Timeout;
  open: Open;
  soon: NodeJS.Timeout | null;
  turning: boolean;
  stopped: boolean;
  lastFlushAt: number;
}

function seal(state: State, until: number): void {
  const sealed = state.sealer.seal(state.open, until);
  state.open = newOpen();
  state.options.send(sealed);
}

/** The watermark is read first and told only after all that had arrived by then was heard. */
function begin(state: State, turns: number): void {
  if (state.turning || state.stopped) return;
  state.turning = true;
  if (state.soon) clearTimeout(state.soon);
  state.soon = null;
  const until = Math.max(Math.floor(state.options.desk()), state.sealer.watermark());
  afterArrivals(turns, state.options.drained, (all) => finish(state, until, all));
}

function finish(state: State, until: number, all: boolean): void {
  const { options } = state;
  state.turning = false;
  if (state.stopped) return;
  // Arrivals that outrun the loop: what still waits may have come before the watermark, so none of it is vouched for.
  if (!all) options.pauses.atLeast(until - state.sealer.watermark());
  seal(state, until);
  const passed = options.deadlines.pass(until);
  if (passed > 0) options.onDeadlines(passed);
  state.lastFlushAt = options.monotonic();
  state.watermarkTimer.refresh();
  state.deadlineTimer.arm();
}

function flushSoon(state: State): void {
  if (state.turning || state.soon || state.stopped) return;
  const wait = state.lastFlushAt + closestMs - state.options.monotonic();
  if (wait <= 0) return begin(state, turnsFromSocket);
  state.soon = setTimeout(() => begin(state, turnsFromTimer), Math.ceil(wait));
}

/** Full entries leave at once and vouch for no time: what arrived since the last watermark may not all be heard yet. */
function gather<Thing>(state: State, things: readonly Thing[], listOf: (open: Open) => Thing[]): void {
  for (let taken = 0; taken < things.length;) {
    if (isFull(state.open)) seal(state, state.sealer.watermark());
    const list = listOf(state.open);
    const room = Math.min(maxBeatsPerEntry - list.length, things.length - taken);
    for (let index = taken; index < taken + room; index++) list.push(things[index] as Thing);
    taken += room;
  }
}

/** Gathers what is heard into entries; each vouches for the time up to its watermark, with or without beats. */
export function startBatcher(options: BatcherOptions): Batcher {
  const onTimer = () => begin(state, turnsFromTimer);
  const state: State = {
    options,
    sealer: createSealer({ ...options, startedAt: Math.floor(options.desk()) }),
    deadlineTimer: createDeadlineTimer(options.deadlines, options.desk, onTimer),
    watermarkTimer: setTimeout(onTimer, watermarkAfterMs),
    open: newOpen(),
    soon: null,
    turning: false,
    stopped: false,
    lastFlushAt: options.monotonic(),
  };
  return {
    add(beats, occurrences) {
      gather(state, beats, (open) => open.beats);
      gather(state, occurrences, (open) => open.occurrences);
      const stored = new Promise<Stored>((resolve) => state.open.waiting.push(resolve));
      if (isFull(state.open)) seal(state, state.sealer.watermark());
      state.deadlineTimer.arm();
      flushSoon(state);
      return stored;
    },
    watermark: () => state.sealer.watermark(),
    stop() {
      if (state.stopped) return;
      state.stopped = true;
      clearTimeout(state.watermarkTimer);
      if (state.soon) clearTimeout(state.soon);
      state.deadlineTimer.stop();
      // Nobody listens any more: what was heard goes out, and no more time is vouched for.
      seal(state, state.sealer.watermark());
    },
  };
}
