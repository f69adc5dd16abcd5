import { describe, expect, test } from 'vitest';
import { contractSuite } from './contract-suite/contract-suite.ts';
import type { Harness } from './contract-suite/harness.ts';
import { nowhere, sampleEntry, sampleTurn } from './contract-suite/samples.ts';
import { createMemoryStore, createMemoryStreams } from './index.ts';

async function createHarness(): Promise<Harness> {
  const store = createMemoryStore();
  const { inside } = store;
  const handles: ReturnType<typeof createMemoryStreams>[] = [];
  return {
    open() {
      const handle = createMemoryStreams(store);
      handles.push(handle);
      return handle;
    },
    async damage(stream) {
      if (stream !== 'turns') {
        inside[stream].append('{"half');
        return;
      }
      const head = inside.facts.head;
      if (head === null) throw new Error('there is no turn to damage after');
      inside.facts.head = { ...head, turn: head.turn + 1 };
      inside.turns.append('{"half', `${head.turn + 1}-0`);
    },
    async dropBeatsBefore(position) {
      inside.beats.trim(position);
    },
    async wipe() {
      store.wipe();
    },
    async prolongLease() {
      const { lease } = inside.facts;
      if (lease !== null) inside.facts.lease = { ...lease, until: lease.until + 3_600_000 };
    },
    async close() {
      await Promise.all(handles.map((handle) => handle.close()));
    },
  };
}

describe('the contract of Streams, in memory', () => {
  contractSuite(createHarness);
});

describe('faults', () => {
  const away = { name: 'StoreAwayError' };

  test('ST-29 a fault before the effect leaves nothing, one after it leaves all, each once and on one handle', async () => {
    const store = createMemoryStore();
    const failing = createMemoryStreams(store);
    const other = createMemoryStreams(store);
    const fence = (await failing.lease.acquire('engine-1', { ttlMs: 1000, floor: 0 })) ?? 0;
    failing.failNext('turns.commit', 'before');
    await expect(failing.turns.commit(sampleTurn(1, fence))).rejects.toMatchObject(away);
    expect(await other.turns.length()).toBe(0);
    failing.failNext('turns.commit', 'after');
    await expect(failing.turns.commit(sampleTurn(1, fence))).rejects.toMatchObject(away);
    expect(await other.turns.length()).toBe(1);
    expect(await failing.turns.commit(sampleTurn(1, fence))).toBe('committed');
    failing.failNext('evidence.read', 'before');
    expect((await other.evidence.read(nowhere, { limit: 1, blockMs: 0 })).beats).toEqual([]);
    await expect(failing.evidence.read(nowhere, { limit: 1, blockMs: 0 })).rejects.toMatchObject(away);
  });

  test('ST-22, ST-29 while the store is away, for one handle or for all, operations reject and waiting reads end', async () => {
    const store = createMemoryStore();
    const one = createMemoryStreams(store);
    const other = createMemoryStreams(store);
    const waiting = expect(one.evidence.read(nowhere, { limit: 1, blockMs: 60_000 })).rejects.toMatchObject(away);
    one.away = true;
    await waiting;
    await expect(one.ping()).rejects.toMatchObject(away);
    await other.beats.append([sampleEntry(1)]);
    one.away = false;
    expect((await one.evidence.read(nowhere, { limit: 1, blockMs: 0 })).beats).toHaveLength(1);
    store.away = true;
    await expect(Promise.allSettled([one.ping(), other.ping()])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
  });

  test('ST-29 the clock and the timer of the store are those it is given', async () => {
    let now = 1_700_000_000_000.5;
    const fires: (() => void)[] = [];
    const timer = (_milliseconds: number, fire: () => void) => {
      fires.push(fire);
      return () => undefined;
    };
    const streams = createMemoryStreams(createMemoryStore({ clock: () => now, timer }));
    expect((await streams.clock.time()).storeMs).toBe(now);
    now -= 3_600_000;
    await streams.beats.append([sampleEntry(1)]);
    now -= 1000;
    await streams.beats.append([sampleEntry(2)]);
    const { to } = await streams.evidence.read(nowhere, { limit: 9, blockMs: 0 });
    expect(to.beats).toBe('1699996400000-1');
    const waiting = streams.evidence.read(to, { limit: 1, blockMs: 5000 });
    await expect.poll(() => fires.length).toBe(1);
    fires[0]?.();
    expect((await waiting).beats).toEqual([]);
  });
});
