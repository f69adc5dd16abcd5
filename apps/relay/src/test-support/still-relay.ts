import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { wireVersion, type Board, type DownEvents, type UpEvents } from '@yagura/contract';
import express from 'express';
import { Server } from 'socket.io';
import { freshnessBytes } from '../frames/freshness.ts';
import { buildOf, wallFiles } from '../http/wall-files.ts';

const wallFolder = join(import.meta.dirname, '../../../wall/dist');

/** Serves the built wall one board at one instant of desk time, over the real wire; whoever asks for anything else is told that it is away. */
export interface StillRelay {
  readonly url: string;
  show(board: Board, at: number): void;
  /** Ends every connection, and takes no new one until something is shown again. */
  leave(): void;
  stop(): Promise<void>;
}

export async function startStillRelay(): Promise<StillRelay> {
  const app = express();
  app.use('/api', (_, response) => void response.status(503).json({ error: 'away', remedy: 'Ask later.' }));
  app.use(wallFiles(wallFolder));
  const http = createServer(app);
  let shown: { readonly board: Board; readonly at: number } | null = null;
  const server: Server<UpEvents, DownEvents> = new Server(http, {
    perMessageDeflate: false,
    allowRequest: (_, decide) => decide(null, shown !== null),
  });
  server.on('connection', (socket) => {
    const tell = () => {
      if (!shown) return;
      const { board, at } = shown;
      const body = { ...board, wire: wireVersion, build: buildOf(wallFolder), sentAt: at };
      // In Node the same bytes travel as a Buffer that a browser receives as an ArrayBuffer.
      const bytes = (from: Uint8Array) => Buffer.from(from) as unknown as ArrayBuffer;
      socket.emit('snapshot', bytes(gzipSync(JSON.stringify(body))));
      const head = { epoch: board.epoch, layout: board.layout.version, at, sentAt: at };
      socket.emit('freshness', head, bytes(freshnessBytes(board.lastBeats, board.limits, at)));
      socket.emit('pulse', pulseOf(board, at));
    };
    socket.on('hello', tell);
    socket.on('resync', tell);
    socket.on('echo', (_, acknowledge) => acknowledge(shown?.at ?? Number.NaN));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, // a TCP server has one, never a path
    show(board, at) {
      shown = { board, at };
    },
    leave() {
      shown = null;
      server.disconnectSockets(true);
    },
    stop: () => server.close(),
  };
}

function pulseOf({ epoch, revision, collectors, at: judgedAt }: Board, at: number) {
  return {
    epoch,
    revision,
    sentAt: at,
    judgedAt,
    hops: {
      collectors: collectors.map(({ id, blind, until }) => ({ id, blind, ageMs: at - (until ?? at) })),
      redisMs: 1,
      engineMs: 20,
      relayMs: 1,
    },
    historyBehind: 0,
  };
}
