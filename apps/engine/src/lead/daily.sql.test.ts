import type { CalendarOverride, Rule, Turn } from '@yagura/contract';
import { openHistory } from '@yagura/history';
import { createMemoryStore, createMemoryStreams, type Streams } from '@yagura/streams';
import { calendarOf, inventoryOf } from '@yagura/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyKeeper, foldEvidence, type Keeper } from '../keeper.ts';
import { recoverKeeper } from '../recover.ts';
import { look, newDailyState, type DailyOptions } from './daily.ts';
import { writeSnapshot } from './snapshots.ts';

const history = openHistory(process.env['DATABASE_URL'] ?? '', { schema: `daily_${process.pid}` });
beforeAll(() => history.migrate());
afterAll(() => history.close());

const [minute, day] = [60_000, 86_400_000];
/** A Wednesday, ten minutes after midnight. */
const now = Date.UTC(2026, 10, 25, 0, 10);
const midnight = now - 10 * minute;
const usual: Rule = { id: 'orders', type: 'baseline', metric: 'orders', degraded: '3x' };
const closed: CalendarOverride = {
  calendar: 'ENDS',
  date: '2026-11-26',
  closed: true,
  author: 'Mei',
  reason: 'a storm',
};
const place = { beats: '0-0', inputs: '0-0' };
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

function past(): Turn {
  const at = { now, shown: now, from: place, to: place };
  const minutes = [1, 2, 5, 6, 7, 8, 40].map((ago): [string, string, number, number] => [
    'gw-1',
    'orders',
    midnight - ago * day + 720 * minute,
    100 + ago,
  ]);
  const nothing = { changes: [], statuses: [], news: {} };
  return { epoch: 1, shard: '0', turn: 1, fence: 1, ...at, ...nothing, minutes, overrides: [closed] };
}

async function judge(streams: Streams, keeper: Keeper, at: number): Promise<void> {
  const evidence = await streams.evidence.read(keeper.positions, { limit: 100, blockMs: 0 });
  await foldEvidence(streams, keeper, evidence, { now: at, shown: at });
}

async function standing(): Promise<{ streams: Streams; keeper: Keeper; options: DailyOptions; at: { now: number } }> {
  const streams = createMemoryStreams(createMemoryStore());
  const fence = (await streams.lease.acquire('engine', { ttlMs: 60_000, floor: 7 })) ?? 0;
  const ends = calendarOf({ id: 'ENDS', coveredUntil: '2026-12-31' });
  const components = [
    { id: 'gw-1', ruleSet: 'usual' },
    { id: 'gw-2', calendar: 'ENDS', ruleSet: 'none' },
  ];
  const inventory = inventoryOf({ components, calendars: [ends], ruleSets: { usual: [usual] } });
  await streams.desk.putInventory(inventory);
  await streams.evidence.appendInput({ type: 'inventory', version: inventory.version });
  const keeper = emptyKeeper(await streams.evidence.start());
  await judge(streams, keeper, now);
  const at = { now };
  const lost = new AbortController().signal;
  const options = { streams, history, log: quiet, keeper, fence, deskNow: () => at.now, lost, anew: true };
  return { streams, keeper, options, at };
}

test('TU-30 once a day what the days before say is learned, remembered and in force; nothing is learned twice', async () => {
  expect((await history.appendTurns([past()], 1)).outcome).toBe('stored');
  const { streams, keeper, options, at } = await standing();
  const state = newDailyState(false);
  await look(options, state);
  expect(await streams.desk.currentLearned()).toBeNull();
  await judge(streams, keeper, now + 1000);
  at.now = now + 1000;
  await look(options, state);
  const learned = keeper.world.watches[0]?.learned;
  expect(learned).toMatchObject({
    day: '2026-11-25',
    baselines: [{ component: 'gw-1', metric: 'orders', from: 720, medians: [105.5] }],
  });
  expect(await streams.desk.currentLearned()).toBe(learned?.version);
  expect(await history.newestLearned()).toEqual(learned);
  expect(await history.minutesOf('gw-1', 'orders', 0, midnight - 30 * day)).toEqual([]);
  const { turn, positions } = keeper;
  await look(options, state);
  await look(options, newDailyState(false));
  await judge(streams, keeper, now + 2000);
  expect(keeper).toMatchObject({ turn, positions });
  expect(await writeSnapshot(streams, keeper, options.fence)).not.toBeNull();
  expect((await recoverKeeper(streams)).world.watches[0]?.learned).toEqual(learned);
});

test('TU-31 a world that begins anew is told what was learned and what was said of days that are not over', async () => {
  const { streams, keeper, options } = await standing();
  await look({ ...options, deskNow: () => now - 8 * minute }, newDailyState(true));
  await judge(streams, keeper, now + 1000);
  expect(keeper.world.watches[0]?.learned).toEqual(await history.newestLearned());
  expect(keeper.world.desk.overrides.map(({ override }) => override)).toEqual([closed]);
});

test('TU-32 a calendar that ends within 60 days, or has ended, is a finding', async () => {
  const { streams, keeper, options } = await standing();
  const early = { ...options, deskNow: () => now - 8 * minute };
  const state = newDailyState(false);
  await look(early, state);
  await look(early, state);
  await judge(streams, keeper, now + 1000);
  expect(keeper.world.desk.findings).toMatchObject([
    { code: 'calendar-ends', text: expect.stringContaining('ENDS in 36 days') },
  ]);
});

test('TU-32 what is over is told as unknown', async () => {
  const { streams, keeper, options } = await standing();
  const over = Date.UTC(2027, 0, 1, 0, 1);
  await judge(streams, keeper, over);
  await look({ ...options, deskNow: () => over }, newDailyState(false));
  await judge(streams, keeper, over + 1000);
  expect(keeper.world.desk.findings.map(({ code }) => code)).toEqual(['calendar-unknown']);
});
