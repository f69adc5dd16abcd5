import type { HeardBeat } from '@yagura/contract';
import { afterEach, expect, test, vi } from 'vitest';
import { startBatcher, type Batcher } from './batcher.ts';
import { createDeadlines } from './deadlines.ts';
import type { Outgoing } from './outgoing.ts';
import { startPauseWatch, uncoveredBetween } from './pauses.ts';
import { afterArrivals, createDrainGauge } from './turns.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const desk = () => 1_700_000_000_000 + performance.now();
const monotonic = () => performance.now();
const beat = (component: string, seq = 0): HeardBeat => ({
  component,
  status: 'ok',
  heard: Math.floor(desk()),
  port: 'http',
  sender: 'all',
  seq,
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function start({ drained = (): boolean => true } = {}) {
  const sent: Outgoing[] = [];
  let passedInAll = 0;
  const deadlines = createDeadlines();
  const pauses = startPauseWatch({ desk, monotonic, onPause: () => undefined });
  const batcher: Batcher = startBatcher({
    collector: 'col-1',
    epoch: 'e',
    desk,
    monotonic,
    canary: () => ({ http: 5 }),
    drained,
    deadlines,
    pauses,
    send: (outgoing) => sent.push(outgoing),
    onDeadlines: (passed) => (passedInAll += passed),
  });
  stops.push(
    () => batcher.stop(),
    () => pauses.stop(),
  );
  return { batcher, sent, deadlines, passed: () => passedInAll };
}

test('HB-13 beats that come together share an entry; never more than 500, and never later than 20 ms', async () => {
  const { batcher, sent } = start();
  await pause(20);
  void batcher.add(
    Array.from({ length: 1203 }, (_, seq) => beat('a', seq)),
    [],
  );
  void batcher.add([beat('b')], []);
  await vi.waitFor(() => expect(sent.flatMap(({ entry }) => entry.beats)).toHaveLength(1204), {
    timeout: 20_000,
    interval: 1,
  });
  const full = sent.filter(({ entry }) => entry.beats.length > 0).map(({ entry }) => entry.beats.length);
  expect(full).toEqual([500, 500, 204]);
  expect(sent.flatMap(({ entry }) => entry.beats).map(({ seq }) => seq)).toEqual([
    ...Array.from({ length: 1203 }, (_, seq) => seq),
    0,
  ]);
});

test('HB-2 who sent is told when the last of its beats is stored, not before', async () => {
  const { batcher, sent } = start();
  let told = '';
  void batcher
    .add(
      Array.from({ length: 501 }, () => beat('a')),
      [],
    )
    .then((stored) => (told = stored));
  await vi.waitFor(() => expect(sent.filter(({ entry }) => entry.beats.length > 0)).toHaveLength(2), {
    timeout: 20_000,
  });
  const [first, second] = sent.filter(({ entry }) => entry.beats.length > 0);
  expect(first?.waiting).toEqual([]);
  await pause(5);
  expect(told).toBe('');
  for (const tell of second?.waiting ?? []) tell('redis');
  await pause(5);
  expect(told).toBe('redis');
});

test('HB-13 a full entry vouches for no time; the next watermark lies behind every beat that was told', async () => {
  const { batcher, sent } = start();
  for (let round = 0; round < 20; round++) {
    void batcher.add(
      Array.from({ length: 450 }, () => beat('a')),
      [],
    );
    await pause(3);
  }
  batcher.stop();
  for (const [index, { entry }] of sent.entries()) {
    const { from, until } = entry.covers;
    expect(from).toBe(index === 0 ? from : sent[index - 1]?.entry.covers.until);
    // Nothing told later was heard before what was vouched for.
    const next = sent.slice(index + 1).find((later) => later.entry.beats.length > 0)?.entry.beats[0];
    if (next) expect(next.heard).toBeGreaterThanOrEqual(until);
  }
});

test('HB-14 the entry for a deadline leaves when it passes, with a watermark that has passed it', async () => {
  const { sent, deadlines, batcher, passed } = start();
  const heard = Math.floor(desk());
  deadlines.heard('a', heard, undefined, 10);
  void batcher.add([beat('a')], []);
  await vi.waitFor(() => expect(passed()).toBe(1), { timeout: 8000, interval: 2 });
  const last = sent.at(-1)?.entry.covers.until ?? 0;
  expect(last).toBeGreaterThanOrEqual(heard + 3000);
  expect(last).toBeLessThan(heard + 3000 + 1000);
});

test('HB-15 time in which the loop stood still is told as paused', async () => {
  const { sent } = start();
  await pause(120);
  const until = performance.now() + 300;
  while (performance.now() < until);
  await pause(150);
  const told = sent.reduce((sum, { entry }) => sum + entry.covers.paused, 0);
  expect(told).toBeGreaterThan(200);
  for (const { entry } of sent) expect(entry.covers.paused).toBeLessThanOrEqual(entry.covers.until - entry.covers.from);
});

test('HB-15 a tick that is late by no more than 50 ms is no pause; a later one counts whole; desk time that jumps was not lived through', () => {
  expect(uncoveredBetween(25, 25)).toBe(0);
  expect(uncoveredBetween(74, 74)).toBe(0);
  expect(uncoveredBetween(100, 100)).toBe(75);
  expect(uncoveredBetween(25, 10_025)).toBe(10_000);
  expect(uncoveredBetween(25, 0)).toBe(0);
});

test('HB-16 a watermark is told only when the sockets were read to the end; where they never are, the time is not covered', async () => {
  const turns: boolean[] = [];
  const answer = await new Promise<boolean>((resolve) => {
    let left = 5;
    afterArrivals(
      2,
      () => {
        left -= 1;
        turns.push(left <= 0);
        return left <= 0;
      },
      resolve,
    );
  });
  expect(answer).toBe(true);
  expect(turns).toHaveLength(5);
  const { sent } = start({ drained: () => false });
  await pause(400);
  expect(sent.length).toBeGreaterThan(1);
  for (const { entry } of sent) expect(entry.covers.paused).toBe(entry.covers.until - entry.covers.from);
});

test('HB-16 the loop takes at most 32 datagrams a turn: only fewer mean that there were no more', () => {
  const gauge = createDrainGauge();
  expect(gauge.drained()).toBe(true);
  for (let count = 0; count < 32; count++) gauge.heard();
  expect(gauge.drained()).toBe(false);
  expect(gauge.drained()).toBe(true);
});
