import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server of the test's own, to be killed and stopped at will. */
export interface PrivateRedis {
  readonly url: string;
  start(): void;
  /** As a power failure would. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

interface Binary {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The same server as everything else here uses; the scripts are plain JavaScript outside of every package. */
async function findBinary(): Promise<Binary> {
  const place = new URL('../../../../scripts/lib/redis-binary.mjs', import.meta.url).href;
  const { findRedisBinary } = (await import(place)) as { findRedisBinary: () => Promise<Binary> };
  return findRedisBinary();
}

export async function createPrivateRedis(): Promise<PrivateRedis> {
  const { command, env } = await findBinary();
  const folder = await mkdtemp(join(tmpdir(), 'streams-'));
  const socket = join(folder, 'redis.sock');
  // With `everysec` the server may acknowledge up to two seconds before it writes, which is its choice and not ours to test.
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const settings = ['--port', '0', '--unixsocket', socket, '--dir', folder, ...durable];
  let child: ChildProcess | null = null;

  async function kill(): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill('SIGKILL');
    await ended;
  }

  return {
    url: `unix://${socket}`,
    start() {
      child = spawn(command, settings, { stdio: 'ignore', env: { ...process.env, ...env } });
    },
    kill,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
