import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { DownEvents, Hello, Snapshot, UpEvents } from '@yagura/contract';
import { Server, type Socket } from 'socket.io';

/** A real Socket.IO server on loopback that says what the test wants said. */
export interface TestRelay {
  readonly url: string;
  readonly hellos: Hello[];
  resyncs(): number;
  screen(): Socket<UpEvents, DownEvents> | null;
  snapshot(body: Snapshot): void;
  stop(): Promise<void>;
}

export async function startTestRelay(deskNow: () => number, port = 0): Promise<TestRelay> {
  const http = createServer();
  const server: Server<UpEvents, DownEvents> = new Server(http, { perMessageDeflate: false });
  const hellos: Hello[] = [];
  let resyncs = 0;
  let current: Socket<UpEvents, DownEvents> | null = null;
  server.on('connection', (socket) => {
    current = socket;
    socket.on('hello', (hello) => hellos.push(hello));
    socket.on('resync', () => (resyncs += 1));
    socket.on('echo', (_, acknowledge) => acknowledge(deskNow()));
  });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, // a TCP server has one, never a path
    hellos,
    resyncs: () => resyncs,
    screen: () => current,
    // In Node the same bytes travel as a Buffer that a browser receives as an ArrayBuffer.
    snapshot: (body) => void current?.emit('snapshot', gzipSync(JSON.stringify(body)) as unknown as ArrayBuffer),
    async stop() {
      await server.close();
    },
  };
}
