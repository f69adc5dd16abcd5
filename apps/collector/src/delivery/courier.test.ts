import type { Entry, HeardBeat } from '@yagura/contract';
import { createMemoryStreams, type Streams } from '@yagura/streams';
import { afterEach, expect, test, vi } from 'vitest';
import type { Outgoing, Stored } from '../entries/outgoing.ts';
import { allEntries, temporaryFolder } from '../test-support/start-for-test.ts';
import { startCourier, type Courier, type CourierEvents } from './courier.ts';
import { openSpool, SpoolFullError, type Spool } from './spool.ts';

vi.setConfig({ testTimeout: 20_000 });

const couriers: Courier[] = [];
afterEach(async () => {
  for (const courier of couriers.splice(0)) await courier.stop();
});

const beat = (seq: number, heard: number): HeardBeat => ({
  component: 'gw-1',
  status: 'ok',
  heard,
  port: 'http',
  sender: 'all',
  seq,
});

function entryOf(n: number, { epoch = 'first', until = Date.now(), beats = 1 } = {}): Entry {
  return {
    collector: 'col-1',
    epoch,
    n,
    covers: { from: until, until, paused: 0 },
    canary: {},
    late: false,
    beats: Array.from({ length: beats }, () => beat(n, until)),
    occurrences: [],
  };
}

async function start(streams: Streams, { folder = '', wrap = (spool: Spool) => spool, epoch = 'first' } = {}) {
  const directory = folder === '' ? await temporaryFolder() : folder;
  const spool = wrap(await openSpool({ directory, maxBytes: 8 * 1024 * 1024, onDropped: () => undefined }));
  const ways: string[] = [];
  const failing: (string | null)[] = [];
  const events: CourierEvents = {
    onWay: (way) => ways.push(way),
    onAppended: () => undefined,
    onStored: () => undefined,
    onSpoolFailing: (why) => failing.push(why),
    onTorn: () => undefined,
  };
  const courier = startCourier({ streams, spool, now: () => Date.now(), events, retryEveryMs: 20 });
  couriers.push(courier);
  let n = 0;
  const send = (given: { until?: number; beats?: number } = {}) =>
    new Promise<Stored>((resolve) =>
      courier.send({ entry: entryOf(++n, { epoch, ...given }), waiting: [resolve] } satisfies Outgoing),
    );
  return { courier, spool, ways, failing, directory, send };
}

const namesIn = async (streams: Streams) => (await allEntries(streams)).map(({ epoch, n }) => `${epoch}:${n}`);
/** Told twice, it counts once. */
const namesOnce = async (streams: Streams) => [...new Set(await namesIn(streams))];
const upTo = (n: number, epoch = 'first') => Array.from({ length: n }, (_, index) => `${epoch}:${index + 1}`);

test('HB-18 while Redis is away entries go to disk; on its return they are delivered in order before anything newer', async () => {
  const streams = createMemoryStreams();
  const { courier, send, ways } = await start(streams);
  expect(await send()).toBe('redis');
  streams.away = true;
  expect(await Promise.all([send(), send(), send()])).toEqual(['spool', 'spool', 'spool']);
  streams.away = false;
  const during: Promise<Stored>[] = [];
  await vi.waitFor(
    () => {
      during.push(send());
      expect(courier.way).toBe('redis');
    },
    { interval: 1, timeout: 5000 },
  );
  expect(await send()).toBe('redis');
  await Promise.all(during);
  expect(await namesOnce(streams)).toEqual(upTo(5 + during.length));
  expect(ways.at(0)).toBe('spool');
  expect(ways.at(-1)).toBe('redis');
  expect(courier.weight()).toBe(0);
});

test('HB-18 only what is older than a second is told late, with its original instants', async () => {
  const streams = createMemoryStreams();
  streams.away = true;
  const { send } = await start(streams);
  const old = Date.now() - 5000;
  await send({ until: old });
  await send();
  streams.away = false;
  await vi.waitFor(async () => expect(await namesOnce(streams)).toEqual(upTo(2)), { timeout: 20_000 });
  const [first, second] = await allEntries(streams);
  expect(first).toMatchObject({ late: true, covers: { until: old }, beats: [{ heard: old }] });
  expect(second).toMatchObject({ late: false });
});

test('HB-18 what an earlier start left behind is delivered before this one tells anything', async () => {
  const streams = createMemoryStreams();
  streams.away = true;
  const first = await start(streams);
  await Promise.all([first.send(), first.send(), first.send()]);
  await first.courier.stop();
  couriers.splice(0);
  streams.away = false;
  const second = await start(streams, { folder: first.directory, epoch: 'second' });
  await Promise.all([second.send(), second.send()]);
  await vi.waitFor(async () => expect(await namesOnce(streams)).toEqual([...upTo(3), ...upTo(2, 'second')]), {
    timeout: 20_000,
  });
});

test('HB-18 an append whose outcome is unknown is told again, and nothing overtakes it', async () => {
  const streams = createMemoryStreams();
  const { send } = await start(streams);
  for (const moment of ['before', 'after', 'after', 'before'] as const) {
    streams.failNext('beats.append', moment);
    await Promise.all([send(), send(), send()]);
  }
  await vi.waitFor(async () => expect(await namesOnce(streams)).toEqual(upTo(12)), { timeout: 20_000 });
  let newest = 0;
  for (const { n } of await allEntries(streams)) {
    // What is new to the engine comes in order; the rest it has had before.
    if (n > newest) expect(n).toBe(newest + 1);
    newest = Math.max(newest, n);
  }
});

test('HB-18 a store that does not answer within a second is away', async () => {
  const memory = createMemoryStreams();
  let hanging = true;
  const streams: Streams = {
    ...memory,
    beats: { append: (entries) => (hanging ? new Promise(() => undefined) : memory.beats.append(entries)) },
    ping: () => (hanging ? Promise.reject(new Error('hangs')) : Promise.resolve(0)),
  };
  const { send, courier } = await start(streams);
  const began = performance.now();
  expect(await send()).toBe('spool');
  expect(performance.now() - began).toBeGreaterThan(900);
  hanging = false;
  await vi.waitFor(() => expect(courier.way).toBe('redis'), { timeout: 20_000 });
  expect(await namesOnce(memory)).toEqual(upTo(1));
});

test('HB-7, HB-19 where neither Redis nor the disk can hold it, whoever waits is told, and it goes on when one can again', async () => {
  const streams = createMemoryStreams();
  streams.away = true;
  let full = true;
  const wrap = (spool: Spool): Spool => ({
    ...spool,
    write: (...given) => (full ? Promise.reject(new SpoolFullError('no space left')) : spool.write(...given)),
    get empty() {
      return spool.empty;
    },
  });
  const { send, failing, courier } = await start(streams, { wrap });
  expect(await send()).toBe('nowhere');
  expect(await send()).toBe('nowhere');
  expect(failing).toEqual(['no space left']);
  full = false;
  expect(await send()).toBe('spool');
  expect(failing).toEqual(['no space left', null]);
  streams.away = false;
  await vi.waitFor(() => expect(courier.way).toBe('redis'), { timeout: 20_000 });
  expect(await namesOnce(streams)).toEqual(['first:3']);
});

test('HB-18 on and off, again and again: every accepted entry arrives, once and in order', async () => {
  const streams = createMemoryStreams();
  const { send, courier } = await start(streams);
  const sent: Promise<Stored>[] = [];
  for (let round = 0; round < 30; round++) {
    streams.away = round % 3 === 1;
    if (round % 5 === 0) streams.failNext('beats.append', round % 2 === 0 ? 'before' : 'after');
    for (let each = 0; each < 5; each++) sent.push(send({ beats: 200 }));
    await new Promise((resolve) => setTimeout(resolve, round % 7));
  }
  streams.away = false;
  expect(new Set(await Promise.all(sent))).not.toContain('nowhere');
  await vi.waitFor(() => expect(courier.way).toBe('redis'), { timeout: 10_000 });
  expect(await namesOnce(streams)).toEqual(upTo(sent.length));
});
