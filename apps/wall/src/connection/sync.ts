import {
  frameSchema,
  freshnessSchema,
  pulseSchema,
  snapshotSchema,
  wireVersion,
  type DownEvents,
  type Hello,
  type UpEvents,
} from '@yagura/contract';
import type { Socket } from 'socket.io-client';
import type { DeskState } from '../desk/state.ts';
import type { Reading } from '../desk/overslept.ts';
import type { DeskStore } from '../desk/store.ts';
import { inflateJson } from './inflate.ts';
import { createInOrder } from './in-order.ts';
import type { Timers } from './timers.ts';

export const tickMs = 250;
const echoEveryMs = 60_000;
const askAgainAfterMs = 2000;
const resolvedBytes = (tenths: ArrayBuffer) => new Uint8Array(tenths);

export type RelaySocket = Socket<DownEvents, UpEvents>;

export interface SyncOptions {
  readonly socket: RelaySocket;
  readonly store: DeskStore;
  readonly read: () => Reading;
  readonly timers: Timers;
}

/** Follows one relay: what it says goes into the store, what the store misses is asked for. */
export function startSync({ socket, store, read, timers }: SyncOptions): { stop(): void } {
  const asker = createAsker(socket, store);
  const stopListening = listen({ socket, store, read, timers }, asker);
  let sinceEcho = 0;
  const stopTicking = timers.every(tickMs, () => {
    store.apply({ type: 'tick', expectedMs: tickMs, reading: read() });
    asker.askIfNeeded(read());
    sinceEcho += tickMs;
    if (sinceEcho < echoEveryMs || !socket.connected) return;
    sinceEcho = 0;
    measureRoundTrip({ socket, store, read });
  });
  return {
    stop() {
      stopTicking();
      stopListening();
      socket.disconnect();
    },
  };
}

function measureRoundTrip({ socket, store, read }: Pick<SyncOptions, 'socket' | 'store' | 'read'>): void {
  const sentAt = read().monotonic;
  socket.emit('echo', sentAt, (deskTime) => {
    if (Number.isFinite(deskTime)) store.apply({ type: 'echo', sentAt, deskTime, reading: read() });
  });
}

interface Asker {
  hello(): void;
  askIfNeeded(now: Reading): void;
}

function createAsker(socket: RelaySocket, store: DeskStore): Asker {
  let askedAt = -Infinity;
  return {
    hello() {
      askedAt = -Infinity;
      socket.emit('hello', helloOf(store.state.getState()));
    },
    askIfNeeded({ monotonic }) {
      const { gap, sleptSince, board } = store.state.getState();
      if (!socket.connected || board === null || (!gap && sleptSince === null)) return;
      if (monotonic - askedAt < askAgainAfterMs) return;
      askedAt = monotonic;
      socket.emit('resync', { have: { epoch: board.epoch, to: board.revision } });
    },
  };
}

/** What we have is worth naming only when frames can lead on from it. */
function helloOf({ board, gap, sleptSince, build }: DeskState): Hello {
  const usable = board !== null && !gap && sleptSince === null;
  return {
    wire: wireVersion,
    build: build ?? 'new',
    have: usable ? { epoch: board.epoch, to: board.revision, layout: board.layout.version } : null,
  };
}

/** While a snapshot inflates, what came after it waits; otherwise frames would meet an old board. */
function listen({ socket, store, read, timers }: SyncOptions, asker: Asker): () => void {
  const order = createInOrder();
  const unreadable = () => void store.apply({ type: 'unreadable', reading: read() });
  const inTurn = (job: () => void | Promise<void>) => {
    const settled = () => asker.askIfNeeded(read());
    const accepted = order.run(() => {
      const result = job();
      if (result instanceof Promise) return result.then(settled);
      settled();
    });
    if (!accepted) unreadable();
  };
  const handlers: { [Name in keyof DownEvents]: DownEvents[Name] } = {
    snapshot(gzip) {
      const receivedAt = read().monotonic;
      inTurn(async () => {
        const snapshot = snapshotSchema.safeParse(await inflateJson(gzip).catch(() => null)); // a broken buffer is asked for again
        if (!snapshot.success) return unreadable();
        store.apply({ type: 'snapshot', snapshot: snapshot.data, receivedAt, reading: read() });
      });
    },
    frame: (body) =>
      inTurn(() => {
        const frame = frameSchema.safeParse(body);
        if (!frame.success) return unreadable();
        store.apply({ type: 'frame', frame: frame.data, reading: read() });
      }),
    freshness: (body, tenths) =>
      inTurn(() => {
        const head = freshnessSchema.safeParse(body);
        if (!head.success) return unreadable();
        store.apply({ type: 'freshness', head: head.data, tenths: resolvedBytes(tenths), reading: read() });
      }),
    pulse: (body) =>
      inTurn(() => {
        const pulse = pulseSchema.safeParse(body);
        if (pulse.success) store.apply({ type: 'pulse', pulse: pulse.data, reading: read() });
      }),
    outdated: () => void store.apply({ type: 'outdated', reading: read() }),
  };
  const connected = () => {
    order.clear();
    store.apply({ type: 'linked', reading: read() });
    asker.hello();
    measureRoundTrip({ socket, store, read });
  };
  const disconnected = () => {
    order.clear();
    store.apply({ type: 'unlinked', reading: read() });
    // A relay that closes us on purpose (too slow, or going away) is come back to like any other.
    if (!socket.active) timers.after(tickMs, () => socket.connect());
  };
  socket.on('connect', connected);
  socket.on('disconnect', disconnected);
  for (const [name, handler] of Object.entries(handlers)) socket.on(name as keyof DownEvents, handler);
  return () => {
    order.clear();
    socket.off('connect', connected);
    socket.off('disconnect', disconnected);
    for (const [name, handler] of Object.entries(handlers)) socket.off(name as keyof DownEvents, handler);
  };
}
