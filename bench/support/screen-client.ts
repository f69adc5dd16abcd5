import { gunzipSync } from 'node:zlib';
import { wireVersion, type DownEvents, type Health, type Snapshot, type UpEvents } from '@yagura/contract';
import { io, type Socket } from 'socket.io-client';
import { stamp } from './post.ts';

export interface Seen {
  readonly component: string;
  readonly from: Health;
  readonly to: Health;
  /** When it began to be true, by desk time. */
  readonly since: number;
  /** When the message was here, by the machine's clock. */
  readonly seenAt: number;
}

/** A screen without pixels: it tells each change of a health at the moment its message is here. */
export interface ScreenClient {
  /** Desk time minus this machine's clock, from the quickest of some round trips. */
  deskAhead(): Promise<number>;
  counts(): Record<string, number>;
  readonly gaps: () => number;
  close(): void;
}

const echoes = 8;
const echoEveryMs = 250;

export async function openScreen(url: string, onChange: (seen: Seen) => void): Promise<ScreenClient> {
  const socket: Socket<DownEvents, UpEvents> = io(url, { transports: ['websocket'], forceNew: true });
  const ids: string[] = [];
  const healths: Health[] = [];
  let revision = -1;
  let gaps = 0;
  const hello = () => socket.emit('hello', { wire: wireVersion, build: 'bench', have: null });
  const take = (index: number, to: Health, since: number, seenAt: number) => {
    const from = healths[index];
    healths[index] = to;
    const component = ids[index];
    if (from !== undefined && from !== to && component !== undefined) onChange({ component, from, to, since, seenAt });
  };
  const ready = new Promise<void>((resolve) => {
    socket.on('snapshot', (gzip) => {
      const seenAt = stamp();
      const snapshot = JSON.parse(gunzipSync(new Uint8Array(gzip)).toString()) as Snapshot; // our own relay made it
      revision = snapshot.revision;
      ids.splice(0, ids.length, ...snapshot.layout.components.map(({ id }) => id));
      snapshot.statuses.forEach(({ health, since }, index) => take(index, health, since, seenAt));
      resolve();
    });
  });
  socket.on('connect', hello);
  socket.on('frame', (frame) => {
    const seenAt = stamp();
    if (frame.from !== revision) {
      gaps += 1;
      socket.emit('resync', { have: null });
      return;
    }
    revision = frame.to;
    for (const [index, { health, since }] of frame.statuses) take(index, health, since, seenAt);
  });
  await ready;
  return {
    deskAhead: () => deskAhead(socket),
    counts: () => countOf(healths),
    gaps: () => gaps,
    close: () => void socket.disconnect(),
  };
}

function countOf(healths: readonly Health[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const health of healths) counts[health] = (counts[health] ?? 0) + 1;
  return counts;
}

async function deskAhead(socket: Socket<DownEvents, UpEvents>): Promise<number> {
  const trips: { readonly took: number; readonly ahead: number }[] = [];
  for (let count = 0; count < echoes; count++) {
    const sentAt = stamp();
    const desk = await new Promise<number>((resolve) => socket.emit('echo', sentAt, resolve));
    const took = stamp() - sentAt;
    trips.push({ took, ahead: desk - (sentAt + took / 2) });
    await new Promise((resolve) => setTimeout(resolve, echoEveryMs));
  }
  const [quickest] = trips.toSorted((a, b) => a.took - b.took);
  return quickest?.ahead ?? 0;
}
