import type { Entry, HeardBeat, Turn } from '@yagura/contract';
import { inventoryOf, propertyRuns } from '@yagura/testkit';
import { createMemoryStore, createMemoryStreams, type MemoryStore, type Streams } from '@yagura/streams';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineOptions } from '../engine.ts';
import { foldRecorded } from '../keeper.ts';
import { recoverKeeper } from '../recover.ts';
import { writeSnapshot } from './snapshots.ts';
import { takeTurn, type TurnLoop } from './turn-loop.ts';

const start = 1_800_000_000_000;
const components = ['a', 'b', 'c', 'd'];

class Crash extends Error {}

/** Every call of a stream operation is a step; at the chosen one the process dies, before or after its effect. */
function dying(streams: Streams, budget: { left: number; after: boolean }): Streams {
  const guard = (port: object): object =>
    new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return async (...words: unknown[]) => {
          const last = --budget.left === 0;
          if (last && !budget.after) throw new Crash();
          const answer: unknown = await Reflect.apply(value, target, words);
          if (last) throw new Crash();
          return answer;
        };
      },
    });
  return new Proxy(streams, {
    get: (target, name) => {
      const port: unknown = Reflect.get(target, name);
      return typeof port === 'object' && port !== null ? guard(port) : port;
    },
  });
}

/** One engine from its start to its death, or to the end of the evidence. */
async function live(
  store: MemoryStore,
  budget: { left: number; after: boolean },
  limit: number,
): Promise<'died' | 'done'> {
  const streams = dying(createMemoryStreams(store), budget);
  try {
    await lead(streams, limit);
    return 'done';
  } catch (error) {
    if (error instanceof Crash) return 'died';
    throw error;
  }
}

async function lead(streams: Streams, limit: number): Promise<void> {
  const keeper = await recoverKeeper(streams);
  for (const turn of await streams.turns.after(keeper.turn, { limit: 10_000, blockMs: 0 }))
    expect(await foldRecorded(streams, keeper, turn)).toBe('same');
  const fence = await streams.lease.acquire('engine', { ttlMs: 1, floor: keeper.epoch + 1 });
  if (fence === null) throw new Error('nobody else holds the lease');
  if (keeper.epoch === 0) keeper.epoch = fence;
  let now = keeper.now;
  const nothing = { add: () => undefined, observe: () => undefined };
  const options = {
    streams,
    clock: { now: () => now },
    metrics: {
      turns: nothing,
      changes: nothing,
      entries: nothing,
      unreadable: nothing,
      evidenceLag: nothing,
      commitSeconds: nothing,
    },
  } as unknown as EngineOptions; // what a turn uses of them
  const loop: TurnLoop = {
    options,
    keeper,
    leadership: { fence, lost: new AbortController().signal, release: async () => undefined },
    afterTurn: async () => undefined,
  };
  for (;;) {
    const evidence = await streams.evidence.read(keeper.positions, { limit, blockMs: 0 });
    if (evidence.beats.length + evidence.inputs.length === 0) return;
    now = evidence.beats.at(-1)?.covers.until ?? now;
    await takeTurn(loop, evidence, { resumedAt: null, isFirst: false });
    if (keeper.turn % 3 === 0) await writeSnapshot(streams, keeper, fence);
  }
}

interface Script {
  /** For each component the seconds in which it beats. */
  readonly beats: readonly (readonly boolean[])[];
  readonly says: readonly ('ok' | 'degraded' | 'down')[];
}

const seconds = 14;
const scripts: fc.Arbitrary<Script> = fc.record({
  beats: fc.array(fc.array(fc.boolean(), { minLength: seconds, maxLength: seconds }), { minLength: 4, maxLength: 4 }),
  says: fc.array(fc.constantFrom('ok', 'ok', 'ok', 'degraded', 'down'), { minLength: seconds, maxLength: seconds }),
});

function entriesOf(script: Script): Entry[] {
  return Array.from({ length: seconds }, (_, second): Entry => {
    const from = start + second * 1000;
    const beats = components.flatMap((component, index): HeardBeat[] =>
      script.beats[index]?.[second]
        ? [
            {
              component,
              status: script.says[second] ?? 'ok',
              heard: from + 100 * index + 1,
              port: 'http',
              sender: 's',
              epoch: 'e',
              seq: second,
            },
          ]
        : [],
    );
    const until = from + 1000;
    return {
      collector: 'col-1',
      epoch: 'x',
      n: second + 1,
      covers: { from, until, paused: 0 },
      canary: { http: until, udp: until },
      late: false,
      beats,
      occurrences: [],
    };
  });
}

async function storeWith(entries: readonly Entry[]): Promise<MemoryStore> {
  // The store's own clock runs on by itself, so that a dead engine's lease is always over when the next one asks.
  let clock = start;
  const store = createMemoryStore({ clock: () => (clock += 10) });
  const streams = createMemoryStreams(store);
  const inventory = inventoryOf({ components });
  await streams.desk.putInventory(inventory);
  await streams.evidence.appendInput({ type: 'inventory', version: inventory.version });
  await streams.beats.append(entries);
  return store;
}

async function told(
  store: MemoryStore,
): Promise<{ turns: readonly Turn[]; story: string[]; statuses: Record<string, string> }> {
  const turns = await createMemoryStreams(store).turns.after(0, { limit: 10_000, blockMs: 0 });
  const story = turns.flatMap((turn) =>
    turn.changes.map((c) => `${c.component} ${c.at} ${c.from}>${c.to} ${c.condition}`),
  );
  const statuses = Object.fromEntries(
    turns.flatMap((turn) => turn.statuses.map(({ id, status }) => [id, status.health])),
  );
  return { turns, story: story.toSorted(), statuses };
}

test('TU-12 an engine that dies between any two steps, again and again, loses no change and doubles none', async () => {
  await fc.assert(
    fc.asyncProperty(
      scripts,
      fc.array(fc.record({ left: fc.integer({ min: 1, max: 40 }), after: fc.boolean() }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      async (script, deaths, limit) => {
        const entries = entriesOf(script);
        const calm = await storeWith(entries);
        expect(await live(calm, { left: Infinity, after: false }, limit)).toBe('done');
        const stormy = await storeWith(entries);
        for (const death of deaths) await live(stormy, { ...death }, limit);
        expect(await live(stormy, { left: Infinity, after: false }, limit)).toBe('done');

        const [expected, actual] = [await told(calm), await told(stormy)];
        expect(actual.story).toEqual(expected.story);
        expect(actual.statuses).toEqual(expected.statuses);
        const ids = actual.turns.flatMap((turn) => turn.changes.map((change) => change.id));
        expect(new Set(ids).size).toBe(ids.length);
        expect(actual.turns.map((turn) => turn.turn)).toEqual(actual.turns.map((_, index) => index + 1));
      },
    ),
    propertyRuns(400),
  );
}, 300_000);
