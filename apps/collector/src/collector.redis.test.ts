import type { Entry } from '@yagura/contract';
import { createRedisStreams, type Streams } from '@yagura/streams';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { inventoryForTests, tokens } from './test-support/desk-for-tests.ts';
import { openWay, type Way } from './test-support/redis-through.ts';
import {
  allEntries,
  beatsOf,
  post,
  publishDesk,
  startForTest,
  temporaryFolder,
} from './test-support/start-for-test.ts';

vi.setConfig({ testTimeout: 60_000 });

const redisUrl = process.env['REDIS_URL'] ?? '';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function openStreams(url: string, prefix: string): Promise<Streams> {
  const streams = createRedisStreams(url, { prefix });
  ends.push(() => streams.close());
  return streams;
}

async function openCuttable(): Promise<Way> {
  const way = await openWay(redisUrl);
  ends.push(() => way.close());
  return way;
}

/** As the engine counts: told twice, it counts once; and what counts comes in order. */
function countedOnce(entries: readonly Entry[]): Entry[] {
  const newest = new Map<string, number>();
  return entries.filter(({ epoch, n }) => {
    const isNew = n > (newest.get(epoch) ?? 0);
    if (isNew) newest.set(epoch, n);
    return isNew;
  });
}

function expectUnbroken(entries: readonly Entry[]): void {
  expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1));
  for (const [index, entry] of entries.entries())
    if (index > 0) expect(entry.covers.from).toBe(entries[index - 1]?.covers.until);
}

async function beatThrough(url: string, ms: number): Promise<number[]> {
  const accepted: number[] = [];
  const until = performance.now() + ms;
  for (let seq = 0; performance.now() < until; seq++) {
    const { status } = await post(url, { component: 'gw-1', seq, epoch: 'one', every: '1s' });
    if (status === 202) accepted.push(seq);
    await pause(10);
  }
  return accepted;
}

for (const [name, breakIt, mendIt] of [
  ['stopped', (way: Way) => way.cut(), (way: Way) => way.mend()],
  ['frozen', (way: Way) => Promise.resolve(way.freeze()), (way: Way) => Promise.resolve(way.thaw())],
] as const) {
  test(`HB-18 Redis ${name} for 3 s: everything accepted arrives, once by (epoch, n), in order and without a gap`, async () => {
    const prefix = `collector-${name}-${process.pid}:`;
    const way = await openCuttable();
    const streams = await openStreams(way.url, prefix);
    await publishDesk(streams);
    const running = await startForTest(streams);
    ends.push(() => running.stop());
    await vi.waitFor(async () => expect((await post(running.url, { component: 'gw-2' })).status).toBe(202), {
      timeout: 20_000,
    });
    const beating = beatThrough(running.url, 5000);
    await pause(600);
    await breakIt(way);
    await pause(3000);
    await mendIt(way);
    const accepted = await beating;
    expect(accepted.length).toBeGreaterThan(100);
    await vi.waitFor(
      async () =>
        expect((await readdir(`${running.folder}/col-1`)).some((file) => file.endsWith('.spool'))).toBe(false),
      { timeout: 10_000 },
    );
    await pause(300);
    const entries = countedOnce(await allEntries(streams));
    expectUnbroken(entries);
    const seen = beatsOf(entries, 'gw-1').map(({ seq }) => seq);
    expect(seen).toEqual(expect.arrayContaining(accepted));
    expect(seen).toEqual([...new Set(seen)]);
    expect(entries.some(({ late }) => late)).toBe(true);
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const main = join(import.meta.dirname, 'main.ts');

async function spawnCollector(
  env: Record<string, string>,
): Promise<{ child: ChildProcess; url: string; errors: string[] }> {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, TSX_DISABLE_CACHE: '1', YAGURA_COLLECTOR_OPS_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr?.on('data', (bytes: Buffer) => errors.push(bytes.toString()));
  ends.push(() => child.kill('SIGKILL'));
  return { child, url: `http://127.0.0.1:${env['YAGURA_COLLECTOR_PORT']}`, errors };
}

const ready = (url: string) =>
  vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), { timeout: 20_000, interval: 50 });

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('HB-18 nothing that was answered with 202 is lost: the process killed with Redis away, started again, and counted', async () => {
  const way = await openCuttable();
  const streams = await openStreams(way.url, 'yagura:');
  await publishDesk(streams, inventoryForTests('desk-of-kill'));
  const earlier = new Set((await allEntries(streams)).map(({ epoch }) => epoch));
  const env = {
    REDIS_URL: way.url,
    YAGURA_SPOOL_DIR: await temporaryFolder(),
    YAGURA_COLLECTOR_PORT: String(await freePort()),
  };
  const first = await spawnCollector(env);
  await ready(first.url);
  const accepted: number[] = [];
  const sendAll = async (url: string, from: number) => {
    for (let seq = from; seq < from + 50_000; seq++) {
      const answer = await post(url, { component: 'gw-1', seq }).catch(() => null);
      if (answer === null) return;
      if (answer.status === 202) accepted.push(seq);
    }
  };
  const sending = [0, 100_000, 200_000, 300_000].map((from) => sendAll(first.url, from));
  await pause(500);
  await way.cut();
  await pause(1500);
  await kill(first.child);
  await Promise.all(sending);
  const second = await spawnCollector(env);
  // Redis is still away: the desk comes from disk.
  await ready(second.url);
  const { status } = await post(second.url, { component: 'gw-2', seq: 1 }, { token: tokens.london });
  expect(status).toBe(202);
  await way.mend();
  await vi.waitFor(
    async () =>
      expect((await readdir(`${env.YAGURA_SPOOL_DIR}/col-1`)).some((file) => file.endsWith('.spool'))).toBe(false),
    { timeout: 20_000, interval: 100 },
  );
  const entries = (await vi.waitFor(() => allEntries(streams), { timeout: 20_000 })).filter(
    ({ epoch }) => !earlier.has(epoch),
  );
  const seen = new Set(beatsOf(entries, 'gw-1').map(({ seq }) => seq));
  expect(accepted.length).toBeGreaterThan(50);
  expect(accepted.filter((seq) => !seen.has(seq))).toEqual([]);
  expect(beatsOf(entries, 'gw-2')).toHaveLength(1);
  const epochs = entries.map(({ epoch }) => epoch);
  // The first start's entries are all told before the second one tells anything.
  expect(new Set(epochs).size).toBe(2);
  expect(epochs.lastIndexOf(epochs[0] ?? '')).toBeLessThan(epochs.indexOf(epochs.at(-1) ?? ''));
  second.child.kill('SIGTERM');
  const [code] = (await once(second.child, 'exit')) as [number | null];
  expect(code).toBe(0);
});

test('HB-25 a wrong configuration ends in one sentence and exit 2', async () => {
  for (const [env, sentence] of [
    [{ YAGURA_HOST: '0.0.0.0' }, /other machines can reach/],
    [{ YAGURA_COLLECTOR_PORT: 'http' }, /YAGURA_COLLECTOR_PORT is "http"/],
    [{ YAGURA_SPOOL_DIR: '/dev/null/x' }, /YAGURA_SPOOL_DIR can not be used/],
  ] as const) {
    const { child, errors } = await spawnCollector({ YAGURA_COLLECTOR_PORT: '0', REDIS_URL: redisUrl, ...env });
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(errors.join('')).toMatch(sentence);
    expect(code).toBe(2);
  }
});
