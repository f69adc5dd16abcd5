import { wireVersion, type Hello } from '@yagura/contract';
import type { DeskState } from '../desk/state.ts';
import type { Reading } from '../desk/overslept.ts';
import type { DeskStore } from '../desk/store.ts';
import { createScreenStore, type ScreenStore } from '../screen/screen.ts';
import { hearRelay, type RelaySocket } from './hear-relay.ts';
import type { Timers } from './timers.ts';

export const tickMs = 250;
const echoEveryMs = 60_000;
const askAgainAfterMs = 2000;

export interface SyncOptions {
  readonly socket: RelaySocket;
  readonly store: DeskStore;
  /** Absent where nobody asks what this page is. */
  readonly screen?: ScreenStore;
  readonly read: () => Reading;
  readonly timers: Timers;
}

/** Follows one relay: what it says goes into the store, what the store misses is asked for. */
export function startSync(options: SyncOptions): { stop(): void } {
  const { socket, store, read, timers } = options;
  const asker = createAsker(socket, store);
  const stopListening = listen(options, asker);
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

function listen({ socket, store, screen = createScreenStore(), read, timers }: SyncOptions, asker: Asker): () => void {
  const hearing = hearRelay({ socket, store, screen, read, onSettled: () => asker.askIfNeeded(read()) });
  const connected = () => {
    hearing.forget();
    store.apply({ type: 'linked', reading: read() });
    asker.hello();
    measureRoundTrip({ socket, store, read });
  };
  const disconnected = () => {
    hearing.forget();
    store.apply({ type: 'unlinked', reading: read() });
    // A relay that closes us on purpose (too slow, or going away) is come back to like any other.
    if (!socket.active) timers.after(tickMs, () => socket.connect());
  };
  socket.on('connect', connected);
  socket.on('disconnect', disconnected);
  if (socket.connected) connected();
  return () => {
    socket.off('connect', connected);
    socket.off('disconnect', disconnected);
    hearing.stop();
  };
}
