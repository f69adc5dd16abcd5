import { describe, expect, test } from 'vitest';
import type { EnginePulse } from '@yagura/contract';
import { acquireFence, withHarness, type CreateHarness } from './harness.ts';
import { sampleInventory, sampleLayout, sampleLearned, sampleMeta, samplePulse, sampleSighting } from './samples.ts';

function chunksOf(name: string): string[] {
  return Array.from({ length: 21 }, (_, index) => `${name} ${index} “ü”`);
}

async function* slowly(chunks: readonly string[], before: (index: number) => Promise<unknown>) {
  for (const [index, chunk] of chunks.entries()) {
    await before(index);
    yield chunk;
  }
}

function snapshotRules(create: CreateHarness): void {
  test(
    'ST-16 a snapshot counts when its last chunk is written, and is read by parts',
    withHarness(create, async (harness) => {
      const writer = harness.open();
      const { snapshots } = harness.open();
      const fence = await acquireFence(writer);
      expect(await snapshots.meta()).toBeNull();
      const unseen = async () => expect(await snapshots.meta()).toBeNull();
      expect(await writer.snapshots.write(fence, sampleMeta(5), slowly(chunksOf('a'), unseen))).toBe(true);
      const meta = await snapshots.meta();
      expect(meta).toEqual(sampleMeta(5));
      expect(await snapshots.part(sampleMeta(5), 'watch')).toEqual(chunksOf('a').slice(0, 20));
      expect(await snapshots.part(sampleMeta(5), 'desk')).toEqual(chunksOf('a').slice(20));
      expect(await snapshots.part(sampleMeta(5), 'nothing')).toEqual([]);
    }),
  );
}

function deposedRules(create: CreateHarness): void {
  test(
    'ST-16 who lost the lease while writing changes nothing',
    withHarness(create, async (harness) => {
      const old = harness.open();
      const young = harness.open();
      const fence = await acquireFence(old);
      expect(await old.snapshots.write(fence, sampleMeta(5), chunksOf('a'))).toBe(true);
      let newFence = 0;
      const takeOver = async (index: number) => {
        if (index !== 3) return;
        await old.lease.release(fence);
        newFence = await acquireFence(young, 'engine-2');
        expect(await young.snapshots.write(newFence, sampleMeta(6), chunksOf('young'))).toBe(true);
      };
      expect(await old.snapshots.write(fence, sampleMeta(6), slowly(chunksOf('old'), takeOver))).toBe(false);
      expect(await old.snapshots.write(fence, sampleMeta(7), [])).toBe(false);
      expect(await old.snapshots.write(fence, sampleMeta(6), chunksOf('old'))).toBe(false);
      expect(await young.snapshots.write(newFence, sampleMeta(6), chunksOf('other'))).toBe(true);
      expect(await young.snapshots.meta()).toEqual(sampleMeta(6));
      expect(await young.snapshots.part(sampleMeta(6), 'watch')).toEqual(chunksOf('young').slice(0, 20));
    }),
  );

  test(
    'ST-17 the snapshot before stays for those who are reading it, older ones go',
    withHarness(create, async (harness) => {
      const { snapshots, lease } = harness.open();
      const fence = (await lease.acquire('engine-1', { ttlMs: 60_000, floor: 0 })) ?? 0;
      for (const turn of [1, 2, 3]) await snapshots.write(fence, sampleMeta(turn), chunksOf(`of ${turn}`));
      expect(await snapshots.part(sampleMeta(3), 'desk')).toEqual(['of 3 20 “ü”']);
      expect(await snapshots.part(sampleMeta(2), 'desk')).toEqual(['of 2 20 “ü”']);
      await expect(snapshots.part(sampleMeta(1), 'desk')).rejects.toThrow('a newer snapshot took its place');
    }),
  );
}

function deskRules(create: CreateHarness): void {
  test(
    'ST-18 the newest ten inventories and layouts are kept, and the current inventory however old',
    withHarness(create, async (harness) => {
      const { desk } = harness.open();
      expect([await desk.currentInventory(), await desk.inventory('v1')]).toEqual([null, null]);
      await expect(desk.setCurrent('v1')).rejects.toThrow('not stored');
      await desk.putInventory(sampleInventory('v1'));
      expect(await desk.currentInventory()).toBeNull();
      await desk.setCurrent('v1');
      for (let number = 2; number <= 12; number += 1) {
        await desk.putInventory(sampleInventory(`v${number}`));
        await desk.putLayout(sampleLayout(`v${number}`));
      }
      await desk.putInventory(sampleInventory('v3'));
      await desk.putInventory(sampleInventory('v13'));
      await desk.putLayout(sampleLayout('v13'));
      const other = harness.open().desk;
      expect(await other.currentInventory()).toEqual(sampleInventory('v1'));
      expect(await other.inventory('v3')).toEqual(sampleInventory('v3'));
      expect([await other.inventory('v2'), await other.inventory('v4')]).toEqual([null, null]);
      expect(await other.inventory('v5')).toEqual(sampleInventory('v5'));
      expect([await other.layout('v2'), await other.layout('v3')]).toEqual([null, null]);
      expect(await other.layout('v4')).toEqual(sampleLayout('v4'));
      await other.setCurrent('v13');
      expect(await desk.currentInventory()).toEqual(sampleInventory('v13'));
    }),
  );

  test(
    'ST-19 what is registered is replaced as a whole',
    withHarness(create, async (harness) => {
      const { desk } = harness.open();
      expect(await desk.registered()).toEqual({});
      await desk.putRegistered({ demo: ['a', 'b'], other: [] });
      expect(await harness.open().desk.registered()).toEqual({ demo: ['a', 'b'], other: [] });
      await desk.putRegistered({ third: ['c'] });
      expect(await desk.registered()).toEqual({ third: ['c'] });
      await desk.putRegistered({});
      expect(await desk.registered()).toEqual({});
    }),
  );
}

function learnedRules(create: CreateHarness): void {
  test(
    'ST-40 what the newest ten days learned is kept, and which of them is in force',
    withHarness(create, async (harness) => {
      const { desk } = harness.open();
      expect([await desk.currentLearned(), await desk.learned('d1')]).toEqual([null, null]);
      await expect(desk.setCurrentLearned('d1')).rejects.toThrow('not stored');
      await desk.putLearned(sampleLearned('d1'));
      await desk.setCurrentLearned('d1');
      for (let number = 2; number <= 12; number += 1) await desk.putLearned(sampleLearned(`d${number}`));
      const other = harness.open().desk;
      expect(await other.currentLearned()).toBe('d1');
      expect(await other.learned('d1')).toEqual(sampleLearned('d1'));
      expect([await other.learned('d2'), await other.learned('d3')]).toEqual([null, sampleLearned('d3')]);
      await other.setCurrentLearned('d12');
      expect(await desk.currentLearned()).toBe('d12');
    }),
  );
}

function pulseRules(create: CreateHarness): void {
  test(
    'ST-20 a pulse reaches who listens, as long as its fence is the newest',
    withHarness(create, async (harness) => {
      const engine = harness.open();
      const heard: EnginePulse[] = [];
      const unheard: EnginePulse[] = [];
      const relay = harness.open();
      const stop = await relay.pulse.subscribe((pulse) => heard.push(pulse));
      const stopOther = await relay.pulse.subscribe((pulse) => unheard.push(pulse));
      await stopOther();
      const fence = await acquireFence(engine);
      expect(await engine.pulse.publish(fence - 1, samplePulse(1))).toBe(false);
      expect(await engine.pulse.publish(fence, samplePulse(2))).toBe(true);
      await expect.poll(() => heard, { timeout: 5000 }).toEqual([samplePulse(2)]);
      await stop();
      expect(await engine.pulse.publish(fence, samplePulse(3))).toBe(true);
      await engine.ping();
      expect([heard.length, unheard.length]).toEqual([1, 0]);
    }),
  );
}

function noteRules(create: CreateHarness): void {
  test(
    'RE-28 what one relay noted of screens another reads, the newest of each, until it is forgotten',
    withHarness(create, async (harness) => {
      const { sightings } = harness.open();
      expect(await sightings.all()).toEqual({});
      await sightings.note({});
      await sightings.note({ w1: sampleSighting(1), w2: sampleSighting(2) });
      await sightings.note({ w1: sampleSighting(3) });
      expect(await harness.open().sightings.all()).toEqual({ w1: sampleSighting(3), w2: sampleSighting(2) });
      await sightings.forget([]);
      await sightings.forget(['w1', 'none']);
      expect(await sightings.all()).toEqual({ w2: sampleSighting(2) });
    }),
  );
  test(
    'RE-27, RE-28 what one relay noted of the sound of rooms another reads, apart from what is noted of screens',
    withHarness(create, async (harness) => {
      const { silences } = harness.open();
      await silences.note({ Floor: { until: 2000, saidAt: 1000 }, Hall: { until: null, saidAt: 1500 } });
      const other = harness.open();
      expect(await other.silences.all()).toEqual({
        Floor: { until: 2000, saidAt: 1000 },
        Hall: { until: null, saidAt: 1500 },
      });
      expect(await other.sightings.all()).toEqual({});
      await other.silences.forget(['Floor']);
      expect(await silences.all()).toEqual({ Hall: { until: null, saidAt: 1500 } });
    }),
  );
}

function handleRules(create: CreateHarness): void {
  test(
    'ST-21 the store tells its time and keeps the agreed offset',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      const { clock } = streams;
      const first = await clock.time();
      expect(first.storeMs).toBeGreaterThan(1_600_000_000_000);
      expect(first.roundTripMs).toBeGreaterThanOrEqual(0);
      expect((await clock.time()).storeMs).toBeGreaterThanOrEqual(first.storeMs - first.roundTripMs);
      expect(await clock.offset()).toBeNull();
      await clock.putOffset(-3_600_000.125);
      expect(await harness.open().clock.offset()).toBe(-3_600_000.125);
      expect(await streams.ping()).toBeGreaterThanOrEqual(0);
    }),
  );

  test(
    'ST-22 a closed handle refuses, its waiting reads end, and closing twice is harmless',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      await streams.ping();
      const waiting = streams.evidence.read({ beats: '0-0', inputs: '0-0' }, { limit: 1, blockMs: 60_000 });
      const ended = expect(waiting).rejects.toMatchObject({ name: 'StoreAwayError' });
      await new Promise((resolve) => setTimeout(resolve, 50));
      const began = performance.now();
      await streams.close();
      await streams.close();
      await ended;
      expect(performance.now() - began).toBeLessThan(5000);
      await expect(streams.ping()).rejects.toMatchObject({ name: 'StoreAwayError' });
      await expect(streams.turns.head()).rejects.toMatchObject({ name: 'StoreAwayError' });
    }),
  );
}

export function storesSuite(create: CreateHarness): void {
  describe('snapshots, desk, pulse, notes and clock', () => {
    snapshotRules(create);
    deposedRules(create);
    deskRules(create);
    learnedRules(create);
    pulseRules(create);
    noteRules(create);
    handleRules(create);
  });
}
