import { createMemoryStore, createMemoryStreams } from '@yagura/streams';
import { afterEach, expect, test, vi } from 'vitest';
import { holdLeadership, leaseMs } from './leadership.ts';

afterEach(() => void vi.useRealTimers());

async function leading() {
  vi.useFakeTimers();
  let clock = 1_000_000;
  const store = createMemoryStore({ clock: () => clock });
  const streams = createMemoryStreams(store, { monotonic: () => clock });
  const fence = (await streams.lease.acquire('first', { ttlMs: leaseMs, floor: 1 })) ?? 0;
  const leadership = holdLeadership(streams, fence, () => clock);
  const pass = async (ms: number) => {
    for (let step = 0; step < ms; step += 50) {
      clock += 50;
      await vi.advanceTimersByTimeAsync(50);
    }
  };
  return { store, streams, leadership, fence, pass };
}

test('TU-13 a leader that renews goes on leading', async () => {
  const { leadership, pass } = await leading();
  await pass(10_000);
  expect(leadership.lost.aborted).toBe(false);
  await leadership.release();
  expect(leadership.lost.aborted).toBe(true);
});

test('TU-13 a leader that cannot renew for 0.9 s stops before its lease is over', async () => {
  const { streams, leadership, pass } = await leading();
  await pass(1_000);
  streams.away = true;
  await pass(600);
  expect(leadership.lost.aborted).toBe(false);
  await pass(leaseMs - 600);
  expect(leadership.lost.aborted).toBe(true);
});

test('TU-13 a leader that was held still is told that another leads, and its fence is refused', async () => {
  const { store, streams, leadership, fence, pass } = await leading();
  streams.away = true;
  await pass(leaseMs + 100);
  const other = createMemoryStreams(store);
  const next = await other.lease.acquire('second', { ttlMs: leaseMs, floor: 1 });
  expect(next).toBeGreaterThan(fence);
  streams.away = false;
  expect(leadership.lost.aborted).toBe(true);
  expect(await streams.lease.renew(fence, leaseMs)).toBe(false);
  const place = { beats: '0-0', inputs: '0-0' };
  const turn = {
    epoch: 1,
    shard: '0',
    turn: 1,
    fence,
    now: 1,
    shown: 1,
    from: place,
    to: place,
    changes: [],
    statuses: [],
    news: {},
  };
  expect(await streams.turns.commit(turn)).toBe('fenced');
});
