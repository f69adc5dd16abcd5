import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The network between a screen and its relay: whole, standing still with everything that is under way, or cut. */
export interface Wire {
  readonly url: string;
  /** Nothing gets through; what is sent waits on the way. */
  hold(): void;
  /** All of it arrives at once. */
  release(): void;
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

export async function wireTo(port: number): Promise<Wire> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'whole' | 'held' | 'cut' = 'whole';
  const destroyAll = () => {
    for (const socket of [...pairs].flat()) socket.destroy();
  };
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    join(near, far, () => pairs.delete(pair));
    if (state === 'held') pair.forEach((socket) => socket.pause());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${own}`,
    hold() {
      state = 'held';
      for (const socket of [...pairs].flat()) socket.pause();
    },
    release() {
      state = 'whole';
      for (const socket of [...pairs].flat()) socket.resume();
    },
    cut() {
      state = 'cut';
      destroyAll();
    },
    mend() {
      state = 'whole';
    },
    async stop() {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function join(near: Socket, far: Socket, onEnd: () => void): void {
  near.on('data', (bytes) => far.write(bytes));
  far.on('data', (bytes) => near.write(bytes));
  const end = () => {
    near.destroy();
    far.destroy();
    onEnd();
  };
  for (const socket of [near, far]) socket.on('error', end).on('close', end);
}
