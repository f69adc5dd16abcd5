import { wireVersion, type DownEvents, type UpEvents } from '@yagura/contract';
import type { Socket } from 'socket.io';
import type { Room, Standing } from '../frames/room.ts';
import type { RelayCounters } from '../relay-counters.ts';
import type { Attendance } from '../registered/attendances.ts';
import { createAllowance } from './allowance.ts';
import { readUpMessage, type UpMessage } from './up-message.ts';

export type ScreenSocket = Socket<UpEvents, DownEvents>;

const burst = 10;
const perSecond = 5;
/** Whoever goes on after so many refusals is no screen. */
const rejectionsBeforeClose = 100;
const greetWithinMs = 10_000;
/** A snapshot that is overtaken while it is pressed is taken again, but not without end. */
const attempts = 5;

export interface ScreenOptions {
  readonly room: () => Room | null;
  readonly channel: string;
  readonly build: string;
  readonly counters: RelayCounters;
  readonly deskNow: () => number;
  readonly elapsed: () => number;
  /** Of a registered screen: those who watch over it. */
  readonly attendance: Attendance | null;
}

/** One connected screen: silent until it has said hello, then following its room. */
export interface Screen {
  /** The board was replaced: leaves the room and comes back by snapshot. */
  restart(): void;
}

type ScreenState = 'silent' | 'waiting' | 'syncing' | 'live' | 'closed';

export function attachScreen(socket: ScreenSocket, options: ScreenOptions): Screen {
  const { counters, elapsed } = options;
  const allowance = createAllowance(burst, perSecond, elapsed);
  const sync = createSync(socket, options);
  let rejections = 0;
  const greeting = setTimeout(() => {
    if (sync.state() === 'silent') socket.conn.close(true);
  }, greetWithinMs);
  socket.on('disconnect', () => {
    clearTimeout(greeting);
    sync.close();
  });
  // Not calling on is how a message is dropped: nothing but what is read here ever reaches a handler.
  socket.use(([event, ...args]) => {
    const message = allowance.take() ? readUpMessage(event, args) : 'too-many';
    if (typeof message !== 'string') return answer(message, socket, sync, options);
    counters.rejected(message);
    rejections += 1;
    if (rejections > rejectionsBeforeClose) socket.conn.close(true);
  });
  return { restart: () => sync.restart() };
}

function answer(message: UpMessage, socket: ScreenSocket, sync: Sync, options: ScreenOptions): void {
  switch (message.type) {
    case 'echo':
      return message.acknowledge(options.deskNow());
    case 'outdated':
      return void socket.emit('outdated', { wire: wireVersion, build: options.build });
    case 'hello':
      sync.begin(message.body.have);
      return options.attendance?.greeted();
    case 'resync':
      options.counters.resync();
      options.attendance?.greeted();
      return sync.again();
    case 'report':
      return options.attendance?.report(message.body);
  }
}

interface Sync {
  state(): ScreenState;
  begin(have: (Standing & { readonly layout: string }) | null): void;
  again(): void;
  restart(): void;
  close(): void;
}

function createSync(socket: ScreenSocket, { room: roomNow, channel }: ScreenOptions): Sync {
  let state: ScreenState = 'silent';
  const join = (room: Room, knownLimits: readonly number[] | null) => {
    state = 'live';
    void socket.join(channel);
    if (knownLimits === room.limits()) return;
    const [head, tenths] = room.freshness();
    socket.emit('freshness', head, binary(tenths));
  };
  const bySnapshot = async () => {
    if (state === 'syncing' || state === 'closed') return;
    void socket.leave(channel);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const room = roomNow();
      state = room ? 'syncing' : 'waiting';
      if (!room) return;
      const pressed = await room.snapshot();
      if (isClosed()) return;
      const missed = room === roomNow() ? room.missed({ epoch: pressed.epoch, to: pressed.revision }) : null;
      if (missed === null) continue;
      socket.emit('snapshot', binary(pressed.gzip));
      if (missed !== 'nothing') socket.emit('frame', missed);
      return join(room, pressed.limits);
    }
    socket.conn.close(true);
  };
  const isClosed = () => state === 'closed';
  const follow = () => void bySnapshot().catch(() => socket.conn.close(true)); // it reconnects and asks again
  return {
    state: () => state,
    begin(have) {
      const room = roomNow();
      if (state !== 'silent' && state !== 'waiting') return;
      const missed = room && have?.layout === room.layoutVersion() ? room.missed(have) : null;
      if (!room || missed === null) return follow();
      socket.emit('frame', missed === 'nothing' ? room.findings() : missed);
      join(room, null);
    },
    again() {
      if (state === 'live') follow();
    },
    restart() {
      if (state === 'live' || state === 'waiting') follow();
    },
    close() {
      state = 'closed';
    },
  };
}

/** The contract names what a browser receives; in Node the same bytes are sent as they are. */
export function binary(bytes: Uint8Array): ArrayBuffer {
  return bytes as unknown as ArrayBuffer;
}
