import type { Entry } from '@yagura/contract';
import type { Streams } from '@yagura/streams';
import { weightOf, type Outgoing, type Stored } from '../entries/outgoing.ts';
import { appendInTime } from './append-in-time.ts';
import { deliverSegment } from './deliver-segment.ts';
import type { Spool, SpoolSegment } from './spool.ts';

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

const mostEntriesAtOnce = 200;
/** Turning more than this into text at once would hold up the loop. */
const mostBeatsAtOnce = 5000;
const retryEvery = 100;

interface State {
  way: Way;
  readonly queue: Outgoing[];
  weight: number;
  /** The store that is being written to at present. */
  pumping: Promise<void> | null;
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

function takeBatch(queue: Outgoing[]): Outgoing[] {
  let beats = 0;
  let count = 0;
  for (const outgoing of queue) {
    beats += weightOf(outgoing);
    if (count > 0 && (count === mostEntriesAtOnce || beats > mostBeatsAtOnce)) break;
    count += 1;
  }
  return queue.splice(0, count);
}

async function appendBatch(entries: readonly Entry[], { streams, events }: CourierOptions): Promise<void> {
  const began = performance.now();
  await appendInTime(streams.beats, entries);
  events.onAppended(performance.now() - began, entries.length);
}

async function toRedis(state: State, options: CourierOptions): Promise<void> {
  const batch = takeBatch(state.queue);
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
  const batch = takeBatch(state.queue);
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

async function pumpAll(state: State, options: CourierOptions): Promise<void> {
  while (state.queue.length > 0 && !state.closing) {
    await (state.way === 'redis' ? toRedis(state, options) : toSpool(state, options));
  }
}

/** One store at a time, so that the order of entries is the order of their numbers. */
function pump(state: State, options: CourierOptions): Promise<void> {
  state.pumping ??= pumpAll(state, options).finally(() => {
    state.pumping = null;
  });
  return state.pumping;
}

async function deliverOldest(state: State, segment: SpoolSegment, options: CourierOptions): Promise<void> {
  await deliverSegment(segment.bytes, {
    append: (entries) => {
      if (state.stopped) throw new Error('stopping');
      return appendBatch(entries, options);
    },
    now: options.now,
    onTorn: () => options.events.onTorn(),
    onDelivered: () => turnTo(state, 'drain', 'Redis takes entries again', options),
  });
  await options.spool.remove(segment);
}

/**
 * The oldest first, and nothing newer overtakes it: an older start's entries behind a newer one's would be read as new.
 * What is heard meanwhile goes behind it on disk, and while the very last of it is delivered waits in memory.
 */
async function drain(state: State, options: CourierOptions): Promise<void> {
  for (;;) {
    const segment = await options.spool.oldest();
    if (segment !== null) {
      state.closing ||= segment.last;
      await deliverOldest(state, segment, options);
    } else if (state.pumping !== null) {
      // A write that began before: it lies in the spool when it is done.
      state.closing = true;
      await state.pumping;
    } else {
      return turnTo(state, 'redis', 'everything spooled is delivered', options);
    }
  }
}

async function tryToReturn(state: State, options: CourierOptions): Promise<void> {
  try {
    await options.streams.ping();
    await drain(state, options);
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
    pumping: null,
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

  function retry(): void {
    if (state.way !== 'redis' && returning === null && !state.stopped) returning = lookForRedis();
  }

  const timer = setInterval(retry, retryEveryMs);
  retry();
  return {
    send(outgoing) {
      state.queue.push(outgoing);
      state.weight += weightOf(outgoing);
      if (state.pumping === null) void pump(state, options);
    },
    weight: () => state.weight,
    get way() {
      return state.way;
    },
    async stop() {
      state.stopped = true;
      clearInterval(timer);
      await returning;
      while (state.pumping !== null || state.queue.length > 0) await pump(state, options);
      await spool.close();
    },
  };
}
