import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A way to a real Redis that can be cut and mended without touching the server that others use too. */
export interface Way {
  readonly url: string;
  /** Connections end and new ones are refused, as when the server stops. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** What is sent arrives nowhere until it is thawed, as when the server is frozen. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

function openTarget(url: string): Socket {
  if (url.startsWith('unix://')) return connect(decodeURIComponent(url.slice('unix://'.length).split('?')[0] ?? ''));
  const { hostname, port } = new URL(url);
  return connect(Number(port || 6379), hostname);
}

/** The same server, user and password by another port, and a database of its own. */
function addressThrough(url: string, port: number, database: number): string {
  const login = url.startsWith('unix://') ? '' : `${new URL(url).username}:${new URL(url).password}@`;
  return `redis://${login === ':@' ? '' : login}127.0.0.1:${port}/${database}`;
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));

export async function openWay(url: string, database = 5): Promise<Way> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let frozen = false;

  function accept(client: Socket): void {
    const target = openTarget(url);
    const pair = [client, target] as const;
    pairs.add(pair);
    if (frozen) client.pause();
    client.on('data', (bytes) => target.write(bytes));
    target.on('data', (bytes) => client.write(bytes));
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
  }

  let server = createServer(accept);
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const endAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      endAll();
    });
  return {
    url: addressThrough(url, port, database),
    cut: close,
    async mend() {
      server = createServer(accept);
      await listen(server, port);
    },
    freeze() {
      frozen = true;
      for (const [client] of pairs) client.pause();
    },
    thaw() {
      frozen = false;
      for (const [client] of pairs) client.resume();
    },
    close,
  };
}
