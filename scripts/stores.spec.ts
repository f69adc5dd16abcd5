import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { providePostgres } from './lib/postgres.mjs';
import { sendSignal, startTimeOf } from './lib/process-identity.mjs';
import { provideRedis } from './lib/redis.mjs';
import { makeSocketFolder, removeSocketFolder } from './lib/socket-folder.mjs';
import { supervise } from './lib/supervised.mjs';
import type { Supervised } from './lib/supervised.mjs';
import { until } from './lib/wait.mjs';

const { REDIS_URL: _redis, DATABASE_URL: _database, ...env } = process.env;
let dataFolder = '';
let socketFolder = '';
const children: Supervised[] = [];
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'yagura-data-'));
  mkdirSync(join(dataFolder, 'logs'));
  socketFolder = makeSocketFolder();
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop({ grace: 3000 })));
  removeSocketFolder(socketFolder);
  rmSync(dataFolder, { recursive: true, force: true });
});

async function start(service: Awaited<ReturnType<typeof provideRedis>>) {
  if (service.child === undefined) throw new Error('expected an embedded one');
  const child = supervise(service.child, { logFolder: join(dataFolder, 'logs'), environment: env });
  children.push(child);
  await child.ready();
  return child;
}

/** The process in the store's own folder: the server itself, not its guardian. */
const ownerOf = (name: string): number => JSON.parse(readFileSync(join(dataFolder, name), 'utf8')).pid;

async function killAndAwait(ownerFile: string, isReady: () => Promise<boolean>) {
  const pid = ownerOf(ownerFile);
  sendSignal(pid, 'SIGKILL');
  // A dying process may still take a connection: it is the next one that must be ready.
  expect(await until(() => ownerOf(ownerFile) !== pid, { timeout: 20_000 })).toBe(true);
  expect(await until(isReady, { timeout: 20_000 })).toBe(true);
}

describe('SV-8 the embedded Redis', () => {
  let child: Supervised;
  let isReady = async () => false;
  beforeAll(async () => {
    const service = await provideRedis({ dataFolder, socketFolder, env });
    isReady = service.child?.isReady ?? isReady;
    child = await start(service);
  });
  const ask = (...words: string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(join(socketFolder, 'redis.sock'));
      socket.once('error', reject);
      socket.once('data', (bytes) => {
        socket.destroy();
        resolve(bytes.toString().trim());
      });
      socket.write(`${words.join(' ')}\r\n`);
    });

  test('appends what it is told, and evicts nothing', async () => {
    expect(await ask('CONFIG', 'GET', 'appendonly')).toContain('yes');
    expect(await ask('CONFIG', 'GET', 'maxmemory-policy')).toContain('noeviction');
    expect(await ask('CONFIG', 'GET', 'port')).toMatch(/\r\n0$/);
  });

  test('keeps what it had when it is killed', async () => {
    await ask('SET', 'mark', 'here');
    await until(async () => !(await ask('INFO', 'persistence')).includes('aof_pending_bio_fsync:1'), { timeout: 2000 });
    await killAndAwait('redis/owner.json', isReady);
    expect(await ask('GET', 'mark')).toContain('here');
  });

  test.skipIf(process.platform !== 'linux')(
    'ends with its guardian, should that be killed, and comes back with it',
    async () => {
      const server = ownerOf('redis/owner.json');
      const guardian = child.pid() ?? 0;
      sendSignal(guardian, 'SIGKILL');
      expect(await until(() => startTimeOf(server) === undefined, { timeout: 5000 })).toBe(true);
      expect(
        await until(() => child.pid() !== guardian && startTimeOf(child.pid() ?? 0) !== undefined, { timeout: 5000 }),
      ).toBe(true);
      expect(await until(isReady, { timeout: 10_000 })).toBe(true);
      expect(await ask('GET', 'mark')).toContain('here');
    },
  );
});

describe('SV-9 the embedded Postgres', () => {
  let url = '';
  let isReady = async () => false;
  beforeAll(async () => {
    const service = await providePostgres({ dataFolder, socketFolder, env });
    url = service.url;
    isReady = service.child?.isReady ?? isReady;
    await start(service);
  });
  async function connectClient() {
    const client = new pg.Client({ connectionString: url });
    // Some of these tests cut the line on purpose.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  test('serves several clients at once, each its own answers', async () => {
    const clients = await Promise.all([connectClient(), connectClient(), connectClient(), connectClient()]);
    const answers = await Promise.all(
      clients.map(async (client, index) => {
        let right = 0;
        for (let round = 0; round < 50; round += 1) {
          // Neighbours ask differently, so that an answer that went to the wrong one would show.
          const { rows } =
            index % 2 === 0
              ? await client.query('SELECT $1::int AS n', [round])
              : await client.query('SELECT $2::text AS t, $1::int AS n', [round, 'x']);
          if (rows[0].n === round) right += 1;
        }
        return right;
      }),
    );
    expect(answers).toEqual([50, 50, 50, 50]);
    await Promise.all(clients.map((client) => client.end()));
  });

  test('keeps every acknowledged row when it is killed in the middle of writing', async () => {
    const client = await connectClient();
    await client.query('CREATE TABLE mark (n int PRIMARY KEY)');
    let acknowledged = -1;
    const writing = (async () => {
      for (let n = 0; ; n += 1) {
        await client.query('INSERT INTO mark VALUES ($1)', [n]);
        acknowledged = n;
      }
    })().catch(() => undefined);
    await until(() => acknowledged >= 200, { timeout: 10_000 });
    await killAndAwait('postgres-owner.json', isReady);
    await writing;
    const after = await connectClient();
    const { rows } = await after.query('SELECT count(*)::int AS n FROM mark WHERE n <= $1', [acknowledged]);
    expect(rows[0].n).toBe(acknowledged + 1);
    await after.end();
  });

  test('rolls back a transaction whose client stopped, so that others are served', async () => {
    const [frozen, other] = [await connectClient(), await connectClient()];
    await frozen.query('BEGIN');
    await frozen.query('INSERT INTO mark VALUES (-1)');
    const { rows } = await other.query('SELECT count(*)::int AS n FROM mark WHERE n = -1');
    expect(rows[0].n).toBe(0);
    await other.end();
  });

  test('goes on after a client that vanished in the middle of a statement', async () => {
    const [vanishing, other] = [await connectClient(), await connectClient()];
    const query = vanishing.query("SELECT pg_sleep(0.2), repeat('x', 1000000)").catch(() => undefined);
    const { connection } = vanishing as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
    await query;
    expect((await other.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await other.end();
  });
});
