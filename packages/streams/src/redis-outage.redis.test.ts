import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPrivateRedis, type PrivateRedis } from './contract-suite/private-redis.ts';
import { nowhere, sampleEntry, samplePulse, sampleTurn } from './contract-suite/samples.ts';
import { createRedisStreams, StoreAwayError, type Streams } from './index.ts';

const away = { name: 'StoreAwayError' };
const patience = { timeout: 15_000, interval: 50 };

let server: PrivateRedis;
const handles: Streams[] = [];
const states: string[] = [];

function open(): Streams {
  const handle = createRedisStreams(server.url, { onState: (state) => states.push(state) });
  handles.push(handle);
  return handle;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const isUp = (streams: Streams) => expect.poll(() => streams.ping().then(Boolean, () => false), patience).toBe(true);

beforeEach(async () => {
  server = await createPrivateRedis();
  states.length = 0;
});

afterEach(async () => {
  server.thaw();
  await Promise.all(handles.splice(0).map((handle) => handle.close()));
  await server.close();
});

/** Appends one entry after another, each until it was acknowledged. */
function startWriter(streams: Streams) {
  let stopped = false;
  let failures = 0;
  const acknowledged: number[] = [];
  const running = (async () => {
    for (let n = 1; !stopped;) {
      try {
        await streams.beats.append([sampleEntry(n)]);
        acknowledged.push(n);
        n += 1;
        await pause(1);
      } catch (error) {
        if (!(error instanceof StoreAwayError)) throw error;
        failures += 1;
        await pause(20);
      }
    }
  })();
  return {
    acknowledged,
    failures: () => failures,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** Follows the stream through every failure; what comes twice counts once. */
function startReader(streams: Streams) {
  const stop = new AbortController();
  const seen: number[] = [];
  let lost = false;
  const running = (async () => {
    let after = nowhere;
    while (!stop.signal.aborted) {
      try {
        const batch = await streams.evidence.read(after, { limit: 50, blockMs: 500, signal: stop.signal });
        after = batch.to;
        lost ||= batch.lost;
        for (const { n } of batch.beats) if (n > (seen.at(-1) ?? 0)) seen.push(n);
      } catch (error) {
        if (!(error instanceof StoreAwayError)) throw error;
        await pause(20);
      }
    }
  })();
  return {
    seen,
    wasLost: () => lost,
    async stop() {
      stop.abort();
      await running;
    },
  };
}

describe('outages of Redis', () => {
  test('ST-23 the store need not be up when it is opened; operations succeed once it is', async () => {
    const streams = open();
    await expect(streams.beats.append([sampleEntry(1)])).rejects.toMatchObject(away);
    await expect(streams.evidence.read(nowhere, { limit: 1, blockMs: 60_000 })).rejects.toMatchObject(away);
    await expect(streams.pulse.subscribe(() => undefined)).rejects.toMatchObject(away);
    server.start();
    await isUp(streams);
    await streams.beats.append([sampleEntry(1)]);
    expect((await streams.evidence.read(nowhere, { limit: 1, blockMs: 0 })).beats).toEqual([sampleEntry(1)]);
    expect(states).toEqual(['away', 'up']);
  });

  test('ST-24 after a kill and a restart nothing acknowledged is lost, and readers go on by themselves', async () => {
    server.start();
    const writing = open();
    await isUp(writing);
    const reader = startReader(open());
    const writer = startWriter(writing);
    const fence = (await writing.lease.acquire('engine-1', { ttlMs: 60_000, floor: 0 })) ?? 0;
    for (const turn of [1, 2]) await writing.turns.commit(sampleTurn(turn, fence));
    const heard: number[] = [];
    await open().pulse.subscribe(({ revision }) => heard.push(revision));
    for (let round = 0; round < 2; round += 1) {
      await pause(300);
      await server.kill();
      await pause(300);
      server.start();
      await isUp(writing);
    }
    await pause(300);
    await writer.stop();
    const last = writer.acknowledged.length;
    await expect.poll(() => reader.seen.at(-1) ?? 0, patience).toBeGreaterThanOrEqual(last);
    await reader.stop();
    expect(writer.failures()).toBeGreaterThan(0);
    expect(reader.seen).toEqual(Array.from(reader.seen, (_, index) => index + 1));
    expect(reader.wasLost()).toBe(false);
    expect(await writing.turns.head()).toMatchObject({ turn: 2, fence });
    expect(await writing.turns.commit(sampleTurn(2, fence))).toBe('committed');
    expect(await writing.turns.commit(sampleTurn(3, fence))).toBe('committed');
    await expect
      .poll(async () => ((await writing.pulse.publish(fence, samplePulse(9))) ? heard.at(-1) : null), patience)
      .toBe(9);
  });

  test('ST-25 a server that stops answering is away, and comes back by itself when it goes on', async () => {
    server.start();
    const streams = open();
    await isUp(streams);
    await streams.beats.append([sampleEntry(1)]);
    const reader = startReader(open());
    await expect.poll(() => reader.seen, patience).toEqual([1]);
    states.length = 0;
    server.freeze();
    const began = performance.now();
    const outcomes = await Promise.allSettled([
      streams.ping(),
      streams.beats.append([sampleEntry(2)]),
      streams.turns.after(0, { limit: 1, blockMs: 100 }),
      streams.clock.time(),
    ]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: away });
    await expect(streams.ping()).rejects.toMatchObject(away);
    const late = open();
    await expect(late.ping()).rejects.toMatchObject(away);
    await late.close();
    expect(performance.now() - began).toBeLessThan(10_000);
    server.thaw();
    await isUp(streams);
    await streams.beats.append([sampleEntry(3)]);
    await expect.poll(() => reader.seen.at(-1), patience).toBe(3);
    expect(reader.wasLost()).toBe(false);
    await reader.stop();
    expect([states[0], states.at(-1)]).toEqual(['away', 'up']);
  });

  test('ST-22, ST-25 a handle closes promptly while the server does not answer, and its reads end', async () => {
    server.start();
    const streams = open();
    await isUp(streams);
    const waiting = expect(streams.evidence.read(nowhere, { limit: 1, blockMs: 60_000 })).rejects.toMatchObject(away);
    await streams.pulse.subscribe(() => undefined);
    const stop = new AbortController();
    const turns = streams.turns.after(0, { limit: 1, blockMs: 60_000, signal: stop.signal });
    await pause(100);
    server.freeze();
    const asked = expect(streams.ping()).rejects.toMatchObject(away);
    const began = performance.now();
    stop.abort();
    expect(await turns).toEqual([]);
    await streams.close();
    await Promise.all([waiting, asked]);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
