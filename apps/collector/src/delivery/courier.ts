import type { Entry } from '@yagura/contract';
import type { Streams } from '@yagura/streams';
import { weightOf, type Outgoing, type Stored } from '../entries/outgoing.ts';
import { appendInTime } from './append-in-time.ts';
import { deliverSegment } from './deliver-segment.ts';
import type { Spool } from './spool.ts';

/** "redis": straight into Redis. "spool": to disk, and Redis is asked again and again. "drain": Redis is back, the spool goes first. */
export type Way = 'redis' | 'spool' | 'drain';

export interface CourierOptions {
  readonly streams: Streams;
  readonly spool: Spool;
  readonly now: () => number;
  readonly events: CourierEvents;
  readonly retryEveryMs?: number;
}

export interface CourierEvents {
  onWay(way: Way, why: string): void;
  onAppended(milliseconds: number, entries: number): void;
  onStored(stored: Stored, entries: number, beats: number): void;
  /** Told whenever it changes: null when the spool can hold entries. */
  onSpoolFailing(why: string | null): void;
  onTorn(): void;
}

export interface Courier {
  send(outgoing: Outgoing): void;
  /** Beats and events on their way. */
  weight(): number;
  readonly way: Way;
  stop(): Promise<void>;
}

const mostAtOnce = 200;
const retryEvery = 100;

interface State {
  way: Way;
  readonly queue: Outgoing[];
  weight: number;
  busy: boolean;
  /** The last segment is being delivered: what comes now waits for it in memory and then goes straight. */
  closing: boolean;
  stopped: boolean;
  failing: string | null;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function settle(state: State, batch: readonly Outgoing[], stored: Stored, { events }: CourierOptions): void {
  let beats = 0;
  for (const outgoing of batch) {
    beats += weightOf(outgoing);
    for (const tell of outgoing.waiting) tell(stored);
  }
  state.weight -= beats;
  events.onStored(stored, batch.length, beats);
}

function turnTo(state: State, way: Way, why: string, { events }: CourierOptions): void {
  if (state.way === way) return;
  state.way = way;
  events.onWay(way, why);
}

async function appendBatch(entries: readonly Entry[], { streams, events }: CourierOptions): Promise<void> {
  const began = performance.now();
  await appendInTime(streams.beats, entries);
  events.onAppended(performance.now() - began, entries.length);
}

async function toRedis(state: State, options: CourierOptions): Promise<void> {
  const batch = state.queue.splice(0, mostAtOnce);
  try {
    await appendBatch(
      batch.map(({ entry }) => entry),
      options,
    );
    settle(state, batch, 'redis', options);
  } catch (error) {
    // Away, refusing or too slow: all one here, because nothing that was not acknowledged may count as stored.
    state.queue.unshift(...batch);
    turnTo(state, 'spool', messageOf(error), options);
  }
}

async function toSpool(state: State, options: CourierOptions): Promise<void> {
  const batch = state.queue.splice(0, mostAtOnce);
  const lines = batch.map((outgoing) => ({ json: JSON.stringify(outgoing.entry), beats: weightOf(outgoing) }));
  try {
    await options.spool.write(
      lines,
      batch.some(({ waiting }) => waiting.length > 0),
    );
    if (state.failing !== null) options.events.onSpoolFailing(null);
    state.failing = null;
    settle(state, batch, 'spool', options);
  } catch (error) {
    // A full or broken disk is expected of a disk; whoever waits is told that nothing was kept.
    const why = messageOf(error);
    if (state.failing === null) options.events.onSpoolFailing(why);
    state.failing = why;
    settle(state, batch, 'nowhere', options);
  }
}

/** One store at a time, so that the order of entries is the order of their numbers. */
async function pump(state: State, options: CourierOptions): Promise<void> {
  if (state.busy) return;
  state.busy = true;
  while (state.queue.length > 0 && !state.closing) {
    await (state.way === 'redis' ? toRedis(state, options) : toSpool(state, options));
  }
  state.busy = false;
}

/** The oldest first, and nothing newer overtakes it: an older start's entries behind a newer one's would be read as new. */
async function drain(state: State, options: CourierOptions): Promise<void> {
  for (;;) {
    const segment = await options.spool.oldest();
    if (segment === null) return;
    state.closing ||= segment.last;
    await deliverSegment(segment.bytes, {
      append: (entries) => appendBatch(entries, options),
      now: options.now,
      onTorn: options.events.onTorn,
      onDelivered: () => undefined,
    });
    await options.spool.remove(segment);
  }
}

async function tryToReturn(state: State, options: CourierOptions): Promise<void> {
  try {
    await options.streams.ping();
    turnTo(state, 'drain', 'Redis answers', options);
    await drain(state, options);
    // A write that was under way when the last segment began has to be waited for; it lies behind that segment.
    if (state.busy && !options.spool.empty) return;
    turnTo(state, 'redis', 'everything spooled is delivered', options);
  } catch (error) {
    turnTo(state, 'spool', messageOf(error), options);
  } finally {
    state.closing = false;
  }
}

export function startCourier(options: CourierOptions): Courier {
  const { spool, retryEveryMs = retryEvery } = options;
  const state: State = {
    way: spool.empty ? 'redis' : 'spool',
    queue: [],
    weight: 0,
    busy: false,
    closing: false,
    stopped: false,
    failing: null,
  };
  let returning: Promise<void> | null = null;

  async function lookForRedis(): Promise<void> {
    await tryToReturn(state, options);
    returning = null;
    await pump(state, options);
  }

  const retry = setInterval(() => {
    if (state.way !== 'redis' && returning === null && !state.stopped) returning = lookForRedis();
  }, retryEveryMs);

  return {
    send(outgoing) {
      state.queue.push(outgoing);
      state.weight += weightOf(outgoing);
      if (!state.busy) void pump(state, options);
    },
    weight: () => state.weight,
    get way() {
      return state.way;
    },
    async stop() {
      state.stopped = true;
      clearInterval(retry);
      await returning;
      while (state.busy || state.queue.length > 0) {
        await pump(state, options);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await spool.close();
    },
  };
}
