import { describe, expect, test } from 'vitest';
import { comparePositions } from '../position.ts';
import type { Evidence, Streams } from '../ports.ts';
import { withHarness, type CreateHarness } from './harness.ts';
import { nowhere, sampleEntries, sampleEntry } from './samples.ts';

const soon = { limit: 100, blockMs: 0 };
const finding = { type: 'finding', code: 'history-behind', text: null } as const;

const numbers = (evidence: Evidence) => evidence.beats.map(({ n }) => n);

/** Reads until the tip, following each batch's positions. */
async function readAll(streams: Streams, from: Evidence['to'], limit: number): Promise<Evidence[]> {
  const batches: Evidence[] = [];
  for (let after = from; ;) {
    const batch = await streams.evidence.read(after, { limit, blockMs: 0 });
    batches.push(batch);
    if (batch.tip) return batches;
    after = batch.to;
  }
}

function orderRules(create: CreateHarness): void {
  test(
    'ST-1 what was appended is read back equal, in its order',
    withHarness(create, async (harness) => {
      const collector = harness.open();
      const engine = harness.open();
      const start = await engine.evidence.start();
      await collector.beats.append(sampleEntries(1, 3));
      await collector.beats.append([]);
      await Promise.all([collector.beats.append([sampleEntry(4)]), collector.beats.append(sampleEntries(5, 6))]);
      await collector.evidence.appendInput({ type: 'inventory', version: 'v1' });
      const evidence = await engine.evidence.read(start, soon);
      expect(evidence.beats).toEqual(sampleEntries(1, 6));
      expect(evidence.inputs).toEqual([{ type: 'inventory', version: 'v1' }]);
      expect(evidence).toMatchObject({ tip: true, lost: false, unreadable: 0 });
    }),
  );

  test(
    'ST-2 a reader goes on exactly where it ended, at most `limit` from each stream, until the tip',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      await streams.beats.append(sampleEntries(1, 25));
      await streams.evidence.appendInput(finding);
      const batches = await readAll(streams, nowhere, 10);
      expect(batches.map((batch) => batch.beats.length)).toEqual([10, 10, 5]);
      expect(batches.map((batch) => batch.inputs.length)).toEqual([1, 0, 0]);
      expect(batches.map((batch) => batch.tip)).toEqual([false, false, true]);
      expect(batches.flatMap(numbers)).toEqual(sampleEntries(1, 25).map(({ n }) => n));
      expect(batches.some((batch) => batch.lost)).toBe(false);
    }),
  );
}

function placeRules(create: CreateHarness): void {
  test(
    'ST-4 the range between two positions is the batch that was read between them',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      await streams.beats.append(sampleEntries(1, 12));
      await harness.damage('beats');
      for (let count = 0; count < 3; count += 1) await streams.evidence.appendInput(finding);
      let after = nowhere;
      for (const batch of await readAll(streams, nowhere, 5)) {
        const again = await harness.open().evidence.range(after, batch.to);
        expect(again.beats).toEqual(batch.beats);
        expect(again.inputs).toEqual(batch.inputs);
        expect(again).toMatchObject({ to: batch.to, unreadable: batch.unreadable, lost: false });
        after = batch.to;
      }
      expect(numbers(await streams.evidence.range(after, after))).toEqual([]);
    }),
  );

  test(
    'ST-8 reading starts before the oldest entry that is held',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      expect(await streams.evidence.start()).toEqual(nowhere);
      await streams.beats.append(sampleEntries(1, 3));
      const second = await streams.evidence.read(nowhere, { limit: 2, blockMs: 0 });
      await streams.evidence.trim(second.to);
      const batch = await streams.evidence.read(await streams.evidence.start(), soon);
      expect(numbers(batch)).toEqual([2, 3]);
      expect(batch.lost).toBe(false);
    }),
  );
}

function waitRules(create: CreateHarness): void {
  test(
    'ST-3 a waiting read ends when something comes to either stream',
    withHarness(create, async (harness) => {
      const reader = harness.open();
      const writer = harness.open();
      const first = reader.evidence.read(nowhere, { limit: 10, blockMs: 20_000 });
      const alongside = reader.evidence.read(nowhere, { limit: 10, blockMs: 20_000 });
      await writer.beats.append([sampleEntry(1)]);
      expect(numbers(await first)).toEqual([1]);
      expect(numbers(await alongside)).toEqual([1]);
      const second = reader.evidence.read((await first).to, { limit: 10, blockMs: 20_000 });
      await writer.evidence.appendInput(finding);
      expect((await second).inputs).toEqual([finding]);
    }),
  );

  test(
    'ST-3 a waiting read ends empty when its time is over or its signal ends it',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      const empty = { beats: [], inputs: [], to: nowhere, unreadable: 0, tip: true, lost: false };
      expect(await streams.evidence.read(nowhere, { limit: 10, blockMs: 20 })).toEqual(empty);
      const stop = new AbortController();
      const evidence = streams.evidence.read(nowhere, { limit: 10, blockMs: 60_000, signal: stop.signal });
      const turns = streams.turns.after(0, { limit: 10, blockMs: 60_000, signal: stop.signal });
      await streams.ping();
      const stopped = performance.now();
      stop.abort();
      expect(await evidence).toEqual(empty);
      expect(await turns).toEqual([]);
      expect(performance.now() - stopped).toBeLessThan(5000);
      expect(await streams.evidence.read(nowhere, { limit: 10, blockMs: 0, signal: stop.signal })).toEqual(empty);
      await streams.beats.append([sampleEntry(1)]);
      expect(numbers(await streams.evidence.read(nowhere, soon))).toEqual([1]);
    }),
  );
}

function damageRules(create: CreateHarness): void {
  test(
    'ST-5 damaged entries are passed over and counted',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      await streams.beats.append([sampleEntry(1)]);
      await harness.damage('beats');
      await harness.damage('inputs');
      await streams.beats.append([sampleEntry(2)]);
      const batch = await streams.evidence.read(nowhere, soon);
      expect(numbers(batch)).toEqual([1, 2]);
      expect(batch).toMatchObject({ unreadable: 2, tip: true, lost: false });
      const rest = await streams.evidence.read(batch.to, soon);
      expect(rest).toMatchObject({ unreadable: 0, to: batch.to });
    }),
  );
}

function trimRules(create: CreateHarness): void {
  test(
    'ST-6 trimming up to what was read loses nothing; trimming beyond it is told once',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      await streams.beats.append(sampleEntries(1, 6));
      const first = await streams.evidence.read(nowhere, { limit: 2, blockMs: 0 });
      await streams.evidence.trim(first.to);
      const second = await streams.evidence.read(first.to, { limit: 2, blockMs: 0 });
      expect([numbers(second), second.lost]).toEqual([[3, 4], false]);
      const fifth = (await streams.evidence.read(second.to, { limit: 1, blockMs: 0 })).to;
      await harness.dropBeatsBefore(fifth.beats);
      const third = await streams.evidence.read(first.to, soon);
      expect([numbers(third), third.lost]).toEqual([[5, 6], true]);
      expect((await streams.evidence.range(first.to, third.to)).lost).toBe(true);
      expect((await streams.evidence.read(third.to, soon)).lost).toBe(false);
      expect((await harness.open().evidence.read(nowhere, soon)).lost).toBe(true);
    }),
  );

  test(
    'ST-7 a store that lost its data says so and where to go on, and does not keep what comes later from its reader',
    withHarness(create, async (harness) => {
      const streams = harness.open();
      await streams.beats.append(sampleEntries(1, 3));
      await streams.evidence.appendInput(finding);
      const before = await harness.open().evidence.read(nowhere, soon);
      await harness.wipe();
      const reader = harness.open();
      const lost = await reader.evidence.read(before.to, { limit: 10, blockMs: 1000 });
      expect(lost).toEqual({ beats: [], inputs: [], to: nowhere, unreadable: 0, tip: false, lost: true });
      expect(await reader.evidence.range(before.to, lost.to)).toMatchObject({ beats: [], inputs: [], lost: false });
      await streams.beats.append([sampleEntry(4)]);
      const after = await reader.evidence.read(lost.to, soon);
      expect([numbers(after), after.lost]).toEqual([[4], false]);
      expect(comparePositions(after.to.beats, lost.to.beats)).toBeGreaterThan(0);
    }),
  );
}

export function evidenceSuite(create: CreateHarness): void {
  describe('beats and evidence', () => {
    orderRules(create);
    placeRules(create);
    waitRules(create);
    damageRules(create);
    trimRules(create);
  });
}
