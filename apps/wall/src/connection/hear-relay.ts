import {
  frameSchema,
  freshnessSchema,
  pulseSchema,
  screenToldSchema,
  snapshotSchema,
  type DownEvents,
  type UpEvents,
} from '@yagura/contract';
import type { Socket } from 'socket.io-client';
import type { DeskEvent } from '../desk/events.ts';
import type { Reading } from '../desk/overslept.ts';
import type { DeskStore } from '../desk/store.ts';
import type { ScreenStore } from '../screen/screen.ts';
import { inflateJson } from './inflate.ts';
import { createInOrder } from './in-order.ts';

export type RelaySocket = Socket<DownEvents, UpEvents>;

interface HearOptions {
  readonly socket: RelaySocket;
  readonly store: DeskStore;
  /** What this page is, if it is a registered screen. */
  readonly screen: ScreenStore;
  readonly read: () => Reading;
  /** After each message has been taken. */
  readonly onSettled: () => void;
}

/** Takes what the relay says, checked, into the store. While a snapshot inflates, what came after it waits. */
export function hearRelay({ socket, store, screen, read, onSettled }: HearOptions): { forget(): void; stop(): void } {
  const order = createInOrder();
  const take = (event: DeskEvent | null) => {
    store.apply(event ?? { type: 'unreadable', reading: read() });
    onSettled();
  };
  const inTurn = (job: () => void | Promise<void>) => {
    if (!order.run(job)) take(null);
  };
  const handlers: DownEvents = {
    snapshot(gzip) {
      const receivedAt = read().monotonic;
      inTurn(async () => take(await readSnapshot(gzip, receivedAt, read)));
    },
    frame: (body) => inTurn(() => take(readFrame(body, read()))),
    freshness: (body, tenths) => inTurn(() => take(readFreshness(body, tenths, read()))),
    pulse: (body) => inTurn(() => take(readPulse(body, read()))),
    screen: (body) =>
      inTurn(() => {
        if (!takeScreen(body, screen)) take(null);
      }),
    outdated: () => take({ type: 'outdated', reading: read() }),
  };
  const names = Object.keys(handlers) as (keyof DownEvents)[];
  for (const name of names) socket.on(name, handlers[name]);
  return {
    forget: () => order.clear(),
    stop() {
      order.clear();
      for (const name of names) socket.off(name, handlers[name]);
    },
  };
}

/** False for what cannot be read: it is asked for again with everything else. */
function takeScreen(body: unknown, screen: ScreenStore): boolean {
  const { success, data } = screenToldSchema.safeParse(body);
  if (success) screen.setState(data);
  return success;
}

async function readSnapshot(gzip: ArrayBuffer, receivedAt: number, read: () => Reading): Promise<DeskEvent | null> {
  const json = await inflateJson(gzip).catch(() => null); // a broken buffer is asked for again
  const { success, data } = snapshotSchema.safeParse(json);
  return success ? { type: 'snapshot', snapshot: data, receivedAt, reading: read() } : null;
}

function readFrame(body: unknown, reading: Reading): DeskEvent | null {
  const { success, data } = frameSchema.safeParse(body);
  return success ? { type: 'frame', frame: data, reading } : null;
}

function readFreshness(body: unknown, tenths: ArrayBuffer, reading: Reading): DeskEvent | null {
  const { success, data } = freshnessSchema.safeParse(body);
  return success ? { type: 'freshness', head: data, tenths: new Uint8Array(tenths), reading } : null;
}

function readPulse(body: unknown, reading: Reading): DeskEvent | null {
  const { success, data } = pulseSchema.safeParse(body);
  return success ? { type: 'pulse', pulse: data, reading } : null;
}
