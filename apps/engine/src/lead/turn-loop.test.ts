import { createMemoryStore, createMemoryStreams } from '@yagura/streams';
import { expect, test } from 'vitest';
import type { EngineOptions } from '../engine.ts';
import { emptyKeeper } from '../keeper.ts';
import { takeTurn } from './turn-loop.ts';

const start = 1_800_000_000_000;
const nothing = { add: () => undefined, observe: () => undefined };

async function blindTimeAfter(awayMs: number, isFirst: boolean) {
  const streams = createMemoryStreams(createMemoryStore());
  const fence = (await streams.lease.acquire('engine', { ttlMs: 60_000, floor: 1 })) ?? 0;
  const keeper = { ...emptyKeeper(await streams.evidence.start()), epoch: fence, shown: start };
  const metrics = { turns: nothing, changes: nothing, entries: nothing, unreadable: nothing, commitSeconds: nothing };
  const options = { streams, metrics, clock: { now: () => start + awayMs } } as unknown as EngineOptions; // what a turn uses of them
  const leadership = { fence, lost: new AbortController().signal, release: async () => undefined };
  const evidence = await streams.evidence.read(keeper.positions, { limit: 10, blockMs: 0 });
  const loop = { options, keeper, leadership, afterTurn: async () => undefined };
  return (await takeTurn(loop, evidence, { resumedAt: null, isFirst }))?.turn.blind;
}

test('TU-17 the first turn after 3 s without one bears our blind time, which ends with that turn', async () => {
  expect(await blindTimeAfter(3000, true)).toEqual({ from: start, to: start + 3000, cause: 'engine-away' });
  expect(await blindTimeAfter(9000, true)).toMatchObject({ to: start + 9000 });
});

test('TU-17 a shorter absence is no blind time, nor is anything that a later turn could say', async () => {
  expect(await blindTimeAfter(2999, true)).toBeUndefined();
  expect(await blindTimeAfter(9000, false)).toBeUndefined();
});
