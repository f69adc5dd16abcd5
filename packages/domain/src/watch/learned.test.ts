import { expect, test } from 'vitest';
import type { HeardBeat, Learned, Rule } from '@yagura/contract';
import {
  beatOf,
  calendarOf,
  inventoryOf,
  noon,
  rhythm,
  scriptedCollector,
  type CollectorScript,
} from '@yagura/testkit';
import { limitOf } from '../health/deadlines.ts';
import { drive, type Drive } from '../testing/drive.ts';

const [second, minute] = [1000, 60_000];
const open = calendarOf({ id: 'OPEN' });

function learnedOf(day: string, limits: Learned['limits'], baselines: Learned['baselines'] = []): Learned {
  return { version: `of ${day}`, day, limits, baselines };
}

function run(
  beats: readonly HeardBeat[],
  stop: number,
  more: Partial<CollectorScript> = {},
  rules: Rule[] = [],
): Drive {
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop, beats, ...more });
  const components = [{ id: 'gw-1', calendar: 'OPEN', tier: 2, ruleSet: 'mine' }];
  const inventory = inventoryOf({ components, calendars: [open], ruleSets: { mine: rules } });
  return drive({ inventory, deliveries, start: noon });
}

function gapsOf({ world }: Drive): number {
  return world.watches[0]?.gaps.get('gw-1')?.total ?? 0;
}

function limitNow({ world }: Drive): number {
  const component = world.watches[0]?.components.get('gw-1');
  return component ? limitOf(component) : 0;
}

const steady = (from: number, to: number, more: Partial<HeardBeat> = {}) =>
  rhythm('gw-1', { from: noon + from, to: noon + to }).map((beat) => ({ ...beat, ...more }));

test('LE-5 a gap is learned between two beats of one healthy life, and only there', () => {
  expect(gapsOf(run(steady(50, 10 * second), noon + 10 * second).until(noon + 10 * second))).toBe(9);
  const restarted = [...steady(50, 5 * second, { epoch: 'a' }), ...steady(5050, 10 * second, { epoch: 'b' })];
  expect(gapsOf(run(restarted, noon + 10 * second).until(noon + 10 * second))).toBe(8);
  const other = [...steady(50, 5 * second), ...steady(5050, 10 * second, { every: 2000 })];
  expect(gapsOf(run(other, noon + 10 * second).until(noon + 10 * second))).toBe(4);
});

test('LE-5 nothing is learned while it is unwell, out of sight or out of session', () => {
  const beats = steady(50, 10 * second);
  const paused = run(beats, noon + 10 * second, { paused: [{ from: noon + 4100, to: noon + 4900 }] });
  expect(gapsOf(paused.until(noon + 10 * second))).toBe(8);
  const bad = [...steady(50, 5 * second), ...steady(5050, 10 * second, { status: 'degraded' })];
  expect(gapsOf(run(bad, noon + 10 * second).until(noon + 10 * second))).toBe(4);
  const silent = [...steady(50, 2 * second), ...steady(8050, 10 * second)];
  expect(gapsOf(run(silent, noon + 10 * second).until(noon + 10 * second))).toBe(1);
  const closed = calendarOf({ id: 'OPEN', close: '11:00' });
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 10 * second, beats });
  const inventory = inventoryOf({ components: [{ id: 'gw-1', calendar: 'OPEN' }], calendars: [closed] });
  expect(gapsOf(drive({ inventory, deliveries, start: noon }).until(noon + 10 * second))).toBe(0);
});

test('LE-6 a newer day’s limits are in force from its event on, for whoever it names and for nobody else', () => {
  const quiet = run(steady(50, 10 * second), noon + 30 * second);
  quiet.until(noon + 10 * second).turn({ now: noon + 10 * second, learned: learnedOf('2026-11-25', { 'gw-1': 5000 }) });
  expect(limitNow(quiet)).toBe(5000);
  expect(quiet.until(noon + 14 * second).health('gw-1')).toBe('ok');
  expect(quiet.until(noon + 15 * second).status('gw-1')).toMatchObject({
    health: 'down',
    since: noon + 9050 + 5000,
    reasons: [{ code: 'silent', limitMs: 5000 }],
  });
  quiet.turn({ now: noon + 16 * second, learned: learnedOf('2026-11-26', {}) });
  expect(limitNow(quiet)).toBe(3000);
});

test('LE-7 an older or equal day changes nothing, also not what is being learned', () => {
  const running = run(steady(50, 10 * second), noon + 10 * second);
  running.until(noon + 5 * second).turn({ now: noon + 5 * second, learned: learnedOf('2026-11-25', { 'gw-1': 5000 }) });
  const gaps = gapsOf(running);
  for (const day of ['2026-11-25', '2026-11-24']) running.turn({ now: noon + 5 * second, learned: learnedOf(day, {}) });
  expect([limitNow(running), gapsOf(running)]).toEqual([5000, gaps]);
});

test('LE-8 who comes onto the desk later has the limit that was learned for it', () => {
  const running = run([], noon + second);
  running.turn({ now: noon + 10, learned: learnedOf('2026-11-25', { late: 7000, 'self-made': 70_000 }) });
  const inventory = inventoryOf({ version: 'v2', components: [{ id: 'late', tier: 2 }] });
  const beat = beatOf('self-made', noon + 50);
  const [delivery] = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 100, beats: [beat] });
  running.turn({ now: noon + 100, inventory, entries: delivery ? [delivery.entry] : [] });
  const components = running.world.watches[0]?.components;
  expect(['late', 'self-made'].map((id) => components?.get(id)?.learnedMs)).toEqual([7000, 70_000]);
});

const usual: Rule = { id: 'orders', type: 'baseline', metric: 'orders', degraded: '3x' };

test('LE-9 a minute of a metric that a baseline looks at leaves as its mean once it is over', () => {
  const beats = steady(50, 130 * second).map((beat, index) => ({ ...beat, metrics: { orders: index % 2, other: 1 } }));
  const told: unknown[] = [];
  const running = run(beats, noon + 130 * second, { entryEveryMs: 500 }, [usual]);
  running.until(noon + 130 * second, ({ minutes }) => told.push(...minutes));
  expect(told).toEqual([
    ['gw-1', 'orders', noon, expect.closeTo(0.5, 1)],
    ['gw-1', 'orders', noon + minute, 0.5],
  ]);
});

test('LE-10 a baseline is learning until a day has told what is usual, and then compares with that', () => {
  const beats = steady(50, 30 * second, { metrics: { orders: 40 } });
  const running = run(beats, noon + 30 * second, {}, [usual]);
  expect(running.until(noon + 10 * second).status('gw-1')).toMatchObject({ health: 'ok', flags: ['learning'] });
  const baselines = [{ component: 'gw-1', metric: 'orders', from: 720, medians: [10], spreads: [1] }];
  running.turn({ now: noon + 10 * second, learned: learnedOf('2026-11-25', {}, baselines) });
  expect(running.until(noon + 20 * second).status('gw-1')).toMatchObject({
    health: 'degraded',
    flags: [],
    reasons: [{ code: 'rule', rule: 'orders', value: 40 }],
  });
});
