import { gunzipSync } from 'node:zlib';
import {
  frameSchema,
  freshnessSchema,
  pulseSchema,
  screenToldSchema,
  snapshotSchema,
  wireVersion,
  type Board,
  type DownEvents,
  type Frame,
  type Freshness,
  type Hello,
  type Outdated,
  type Pulse,
  type ScreenTold,
  type UpEvents,
} from '@yagura/contract';
import { applyFrame } from '@yagura/domain';
import { io, type Socket } from 'socket.io-client';

/** A screen without pixels: it follows the board as the wall does, and checks every message against the contract. */
export interface TestScreen {
  readonly socket: Socket<DownEvents, UpEvents>;
  readonly seen: { snapshots: number; frames: Frame[]; freshness: Freshness[]; tenths: Uint8Array[]; pulses: Pulse[] };
  readonly outdated: Outdated[];
  /** What it was told that it is. */
  readonly told: ScreenTold[];
  board(): Board | null;
  hello(extra?: Partial<Hello>): void;
  close(): void;
}

export interface ScreenOptions {
  readonly greets?: boolean;
  /** Asks for a snapshot when a frame does not follow; without, a gap is an error of the test. */
  readonly resyncs?: boolean;
  readonly headers?: Record<string, string>;
  readonly reconnection?: boolean;
}

export function connectScreen(url: string, options: ScreenOptions = {}): TestScreen {
  const { greets = true, resyncs = false, headers = {}, reconnection = false } = options;
  const socket: Socket<DownEvents, UpEvents> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: headers,
  });
  const seen: TestScreen['seen'] = { snapshots: 0, frames: [], freshness: [], tenths: [], pulses: [] };
  const outdated: Outdated[] = [];
  const told: ScreenTold[] = [];
  let board: Board | null = null;
  const hello = (extra: Partial<Hello> = {}) => {
    const have = board && { epoch: board.epoch, to: board.revision, layout: board.layout.version };
    socket.emit('hello', { wire: wireVersion, build: 'test', have, ...extra });
  };
  if (greets) socket.on('connect', () => hello());
  socket.on('snapshot', (gzip) => {
    seen.snapshots += 1;
    board = snapshotSchema.parse(JSON.parse(gunzipSync(new Uint8Array(gzip)).toString()));
  });
  socket.on('frame', (frame) => {
    seen.frames.push(frameSchema.parse(frame));
    if (!board) throw new Error('a frame before any snapshot');
    const next = applyFrame(board, frame);
    if (next) board = next;
    else if (resyncs) socket.emit('resync', { have: { epoch: board.epoch, to: board.revision } });
    else throw new Error(`a gap: ${frame.from}–${frame.to} does not follow ${board.revision}`);
  });
  socket.on('freshness', (head, tenths) => {
    seen.freshness.push(freshnessSchema.parse(head));
    seen.tenths.push(new Uint8Array(tenths));
  });
  socket.on('pulse', (pulse) => seen.pulses.push(pulseSchema.parse(pulse)));
  socket.on('outdated', (message) => outdated.push(message));
  socket.on('screen', (message) => told.push(screenToldSchema.parse(message)));
  return { socket, seen, outdated, told, board: () => board, hello, close: () => socket.disconnect() };
}
