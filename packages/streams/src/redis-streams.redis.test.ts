import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { contractSuite } from './contract-suite/contract-suite.ts';
import type { Harness } from './contract-suite/harness.ts';
import { sampleEntries, sampleEntry, sampleTurn } from './contract-suite/samples.ts';
import { createRedisStreams, type Streams } from './index.ts';
import { parseRedisAddress } from './redis-address.ts';

const url = process.env['REDIS_URL'] ?? '';

function connectBare(): Redis {
  const { url: plain, options } = parseRedisAddress(url);
  const settings = { ...options, protocol: 2, replyMapping: 'legacy' } as const;
  return plain === null ? new Redis(settings) : new Redis(plain, settings);
}

async function wipe(bare: Redis, prefix: string): Promise<void> {
  const keys = await bare.keys(`${prefix}*`);
  if (keys.length > 0) await bare.del(...keys);
}

interface RedisHarness extends Harness {
  readonly bare: Redis;
  readonly prefix: string;
}

async function damageTurns(bare: Redis, prefix: string): Promise<void> {
  const turn = await bare.hincrby(`${prefix}head`, 'turn', 1);
  await bare.xadd(`${prefix}turns`, `${turn}-0`, 'e', '{"half');
}

async function createHarness(): Promise<RedisHarness> {
  const prefix = `{test-${randomUUID()}}:`;
  const bare = connectBare();
  const handles: Streams[] = [];
  return {
    bare,
    prefix,
    open() {
      const handle = createRedisStreams(url, { prefix });
      handles.push(handle);
      return handle;
    },
    async damage(stream) {
      if (stream === 'turns') await damageTurns(bare, prefix);
      else await bare.xadd(`${prefix}${stream}`, '*', 'e', '{"half');
    },
    async dropBeatsBefore(position) {
      await bare.xtrim(`${prefix}beats`, 'MINID', position);
    },
    wipe: () => wipe(bare, prefix),
    async prolongLease() {
      await bare.pexpire(`${prefix}lease`, 3_600_000);
    },
    async close() {
      await Promise.all(handles.map((handle) => handle.close()));
      await wipe(bare, prefix);
      bare.disconnect();
    },
  };
}

describe('the contract of Streams, on Redis', () => {
  contractSuite(createHarness);
});

async function withRedis(example: (harness: RedisHarness) => Promise<void>): Promise<void> {
  const harness = await createHarness();
  try {
    await example(harness);
  } finally {
    await harness.close();
  }
}

/** How many commands reached the server's data, by key, while something ran. */
async function commandsDuring(harness: RedisHarness, action: () => Promise<unknown>): Promise<string[][]> {
  const seen: string[][] = [];
  const monitor = await connectBare().monitor();
  monitor.on('monitor', (_time, words: string[], source: string) => {
    if (source !== 'lua' && words.some((word) => word.startsWith(harness.prefix))) seen.push(words);
  });
  await action();
  await harness.bare.set(`${harness.prefix}end`, 1);
  await expect.poll(() => seen.at(-1)?.[0], { timeout: 5000 }).toBe('set');
  monitor.disconnect();
  return seen.slice(0, -1);
}

describe('on Redis only', () => {
  test('ST-26 an append of 100 entries and a commit are one round trip each', () =>
    withRedis(async (harness) => {
      const streams = harness.open();
      const fence = (await streams.lease.acquire('engine-1', { ttlMs: 60_000, floor: 0 })) ?? 0;
      const appended = await commandsDuring(harness, () => streams.beats.append(sampleEntries(1, 100)));
      expect(appended).toHaveLength(1);
      const committed = await commandsDuring(harness, () => streams.turns.commit(sampleTurn(1, fence)));
      expect(committed).toHaveLength(1);
    }));

  test('ST-26 a reader at the tip asks once for each batch', () =>
    withRedis(async (harness) => {
      const streams = harness.open();
      const start = await streams.evidence.start();
      await streams.beats.append([sampleEntry(1)]);
      const first = await streams.evidence.read(start, { limit: 10, blockMs: 1000 });
      const read = await commandsDuring(harness, async () => {
        const second = streams.evidence.read(first.to, { limit: 10, blockMs: 20_000 });
        await streams.beats.append([sampleEntry(2)]);
        const third = streams.evidence.read((await second).to, { limit: 10, blockMs: 20_000 });
        await streams.beats.append([sampleEntry(3)]);
        await third;
      });
      expect(read.filter(([command]) => command === 'xread')).toHaveLength(2);
      expect(read.filter(([command]) => command === 'xinfo')).toHaveLength(0);
    }));

  test('ST-27 the beat stream is bounded, and a reader that was overtaken by the bound is told', () =>
    withRedis(async (harness) => {
      const streams = createRedisStreams(url, { prefix: harness.prefix, mostBeatEntries: 200 });
      try {
        await streams.beats.append([sampleEntry(1)]);
        const start = await streams.evidence.start();
        const first = await streams.evidence.read(start, { limit: 100, blockMs: 1000 });
        expect(first.lost).toBe(false);
        await streams.beats.append(sampleEntries(2, 1200));
        expect(await harness.bare.xlen(`${harness.prefix}beats`)).toBeLessThan(500);
        const next = await streams.evidence.read(first.to, { limit: 100, blockMs: 1000 });
        expect([next.lost, next.beats.length]).toEqual([true, 100]);
      } finally {
        await streams.close();
      }
    }));

  test('ST-28 desks with different prefixes do not see each other', () =>
    withRedis(async (harness) => {
      const mine = harness.open();
      await withRedis(async (other) => {
        await mine.beats.append([sampleEntry(1)]);
        await mine.clock.putOffset(5);
        const theirs = other.open();
        expect(await theirs.evidence.start()).toEqual({ beats: '0-0', inputs: '0-0' });
        expect(await theirs.clock.offset()).toBeNull();
      });
      expect(await mine.clock.offset()).toBe(5);
    }));

  test('ST-26 scripts come back by themselves when the server has forgotten them', () =>
    withRedis(async (harness) => {
      const streams = harness.open();
      await streams.beats.append([sampleEntry(1)]);
      await harness.bare.script('FLUSH');
      await streams.beats.append(sampleEntries(2, 3));
      const fence = (await streams.lease.acquire('engine-1', { ttlMs: 60_000, floor: 0 })) ?? 0;
      await harness.bare.script('FLUSH');
      expect(await streams.turns.commit(sampleTurn(1, fence))).toBe('committed');
      const all = await streams.evidence.read({ beats: '0-0', inputs: '0-0' }, { limit: 9, blockMs: 0 });
      expect(all.beats.map(({ n }) => n)).toEqual([1, 2, 3]);
    }));
});
