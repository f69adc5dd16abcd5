import { readFile } from 'node:fs/promises';
import { createMemoryStreams } from '@yagura/streams';
import { afterEach, expect, test, vi } from 'vitest';
import { inventoryForTests, tokens, watched } from './test-support/desk-for-tests.ts';
import {
  allEntries,
  beatsOf,
  post,
  publishDesk,
  startForTest,
  startWithDesk,
  type Running,
} from './test-support/start-for-test.ts';

vi.setConfig({ testTimeout: 20_000 });

const running: Running[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

async function start(given: Parameters<typeof startWithDesk>[0] = {}) {
  const started = await startWithDesk(given);
  running.push(started);
  return started;
}

test('HB-21 without a desk nothing is taken and readiness says why; with one it is ready; a new one is in force within seconds', async () => {
  const streams = createMemoryStreams();
  const started = await startForTest(streams);
  running.push(started);
  const early = await post(started.url, { component: 'gw-1' });
  expect(early.status).toBe(503);
  expect(early.headers.get('retry-after')).toBe('1');
  expect(await (await fetch(`${started.url}/readyz`)).json()).toEqual({
    ready: false,
    why: expect.stringContaining('no desk'),
  });
  expect((await fetch(`${started.url}/healthz`)).status).toBe(200);
  await publishDesk(streams);
  await vi.waitFor(async () => expect((await fetch(`${started.url}/readyz`)).status).toBe(200), { timeout: 5000 });
  expect((await post(started.url, { component: 'new-1' })).body.accepted).toBe(0);
  await publishDesk(streams, inventoryForTests('desk-2', [watched('new-1')]));
  await vi.waitFor(async () => expect((await post(started.url, { component: 'new-1' })).body.accepted).toBe(1), {
    timeout: 5000,
  });
  expect(started.states.at(-1)).toMatchObject({ ready: true });
});

test('HB-22 a start while Redis is away goes by the desk and the registrations of the last time', async () => {
  const first = await start();
  await post(first.url, { component: 'stranger' }, { token: tokens.register });
  const { folder } = first;
  await vi.waitFor(
    async () => {
      expect(await readFile(`${folder}/col-1/desk.json`, 'utf8')).toContain('stranger');
    },
    { timeout: 5000 },
  );
  const streams = createMemoryStreams(first.streams.store);
  streams.away = true;
  const second = await startForTest(streams, { folder });
  running.push(second);
  const { status, body } = await post(second.url, [{ component: 'gw-1' }, { component: 'stranger' }], {
    token: tokens.register,
  });
  expect([status, body.accepted]).toEqual([202, 2]);
});

test('HB-25 a taken port ends in one sentence, and nothing was vouched for', async () => {
  const first = await start();
  const streams = createMemoryStreams();
  await publishDesk(streams);
  const taken = startForTest(streams, { env: { YAGURA_COLLECTOR_PORT: String(first.collector.port) } });
  await expect(taken).rejects.toThrow(/is taken by another process/);
  expect(await allEntries(streams)).toEqual([]);
});

test('HB-25 a folder that cannot be written ends in one sentence', async () => {
  const streams = createMemoryStreams();
  await expect(startForTest(streams, { folder: '/dev/null/spool' })).rejects.toThrow(/YAGURA_SPOOL_DIR/);
});

test('HB-26 a stop answers what it took and puts it into Redis', async () => {
  const { url, streams, ...started } = await start();
  const answers = Array.from({ length: 20 }, (_, seq) => post(url, { component: 'gw-1', seq }).catch(() => null));
  await answers[0];
  await started.stop();
  running.splice(0);
  const accepted = (await Promise.all(answers)).filter((answer) => answer?.status === 202).length;
  expect(accepted).toBeGreaterThan(0);
  expect(beatsOf(await allEntries(streams), 'gw-1').length).toBeGreaterThanOrEqual(accepted);
});
