import { expect, test } from 'vitest';
import { maxUnregisteredPerSender } from '@yagura/contract';
import {
  beatOf,
  componentsAt,
  entryOf,
  inventoryOf,
  noon,
  rhythm,
  scriptedCollector,
  type CollectorScript,
} from '@yagura/testkit';
import { drive } from '../testing/drive.ts';
import { layoutOf } from './layout-of.ts';

function collector(beats: CollectorScript['beats'], rest: Partial<CollectorScript> = {}) {
  return scriptedCollector({ id: 'col-1', start: noon, stop: noon + 200_000, beats, ...rest });
}

test('DE-1 an unregistered component is shown, marked and outside every roll-up', () => {
  const inventory = inventoryOf({ components: ['gw-1'] });
  const beats = [
    ...rhythm('gw-1', { from: noon + 50, to: noon + 9000 }),
    ...rhythm('new-1', { from: noon + 60, to: noon + 100 }),
  ];
  const run = drive({ inventory, deliveries: collector(beats), start: noon }).until(noon + 1000);
  expect(layoutOf(run.world.desk)?.components.map(({ id, unregistered }) => [id, unregistered])).toEqual([
    ['gw-1', false],
    ['new-1', true],
  ]);
  expect(run.status('new-1')).toMatchObject({ health: 'ok', flags: ['unregistered'] });
  run.until(noon + 32_000);
  expect(run.status('new-1')).toMatchObject({ health: 'down', flags: ['unregistered'] });
  expect(run.world.desk.alarms.find(({ root }) => root.id === 'new-1')?.priority).toBe(3);
});

test('DE-2 a sender brings at most 200 unregistered components; there is room again when one is forgotten', () => {
  const run = drive({ inventory: inventoryOf({ components: [] }), deliveries: [], start: noon });
  const beats = Array.from({ length: maxUnregisteredPerSender + 5 }, (_, index) =>
    beatOf(`x-${index}`, noon + 10 + index),
  );
  run.turn({ now: noon + 500, entries: [entryOf({ from: noon, until: noon + 500, beats })] });
  expect(run.world.desk.rows.size).toBe(maxUnregisteredPerSender);
  expect(run.world.watches[0]?.components.size).toBe(maxUnregisteredPerSender);
  expect(run.world.desk.counters.unregisteredRefused).toBe(5);
  const other = beatOf('y-1', noon + 550, { sender: 'others' });
  run.turn({ now: noon + 600, entries: [entryOf({ n: 2, from: noon + 500, until: noon + 600, beats: [other] })] });
  expect(run.health('y-1')).toBe('ok');
  const later = noon + 86_400_000 + 300;
  run.turn({ now: later });
  const again = entryOf({ n: 3, from: noon + 600, until: later, beats: [beatOf('x-204', later)] });
  run.turn({ now: later + 10, entries: [again] });
  expect(run.health('x-204')).toBe('ok');
});

test('DE-3 an unregistered component is forgotten after 24 h of silence, with a change', () => {
  const run = drive({ inventory: inventoryOf(), deliveries: [], start: noon });
  run.turn({
    now: noon + 100,
    entries: [entryOf({ from: noon, until: noon + 100, beats: [beatOf('x-1', noon + 50)] })],
  });
  const before = layoutOf(run.world.desk)?.version;
  run.until(noon + 86_400_000 + 40);
  expect(run.health('x-1')).toBe('no-sight');
  run.until(noon + 86_400_000 + 50);
  expect(run.world.desk.rows.has('x-1')).toBe(false);
  expect(run.changes.at(-1)).toMatchObject({ component: 'x-1', to: null });
  expect(layoutOf(run.world.desk)?.version).not.toBe(before);
});

test('DE-4 a new inventory adds and removes with a change each, and keeps what stays', () => {
  const beats = ['gw-1', 'gw-2'].flatMap((id) => rhythm(id, { from: noon + 50, to: noon + 90_000 }));
  const run = drive({
    inventory: inventoryOf({ components: ['gw-1', 'gw-2'] }),
    deliveries: collector(beats),
    start: noon,
  });
  run.until(noon + 2000);
  const inventory = inventoryOf({ version: 'v2', components: ['gw-3', 'gw-2'] });
  const effects = run.turn({ now: noon + 2010, inventory });
  expect(effects.layout?.components.map(({ id }) => id)).toEqual(['gw-3', 'gw-2']);
  expect(effects.changes.map(({ component, from, to }) => [component, from, to])).toEqual([
    ['gw-1', 'ok', null],
    ['gw-3', null, 'no-sight'],
  ]);
  expect(run.health('gw-2')).toBe('ok');
  run.until(noon + 4000);
  expect(layoutOf(run.world.desk)?.components.map(({ id, unregistered }) => [id, unregistered])).toEqual([
    ['gw-3', false],
    ['gw-2', false],
    ['gw-1', true],
  ]);
});

test('DE-5 a component that leaves the desk and beats in the same turn is not lost', () => {
  const run = drive({ inventory: inventoryOf(), deliveries: [], start: noon });
  const entries = [entryOf({ from: noon, until: noon + 100, beats: [beatOf('gw-1', noon + 50)] })];
  run.turn({ now: noon + 100, inventory: inventoryOf({ version: 'v2', components: ['gw-2'] }), entries });
  expect(run.status('gw-1')).toMatchObject({ health: 'ok', flags: ['unregistered'] });
});

test('DE-6 alarms: worst first, in words, and a lost leg whose need is still met is at most P2', () => {
  const cluster = { id: 'pair', mode: 'active-active', of: 2, need: 1 } as const;
  const components = [
    { id: 'leg-1', cluster },
    { id: 'leg-2', cluster },
    { id: 'router', name: 'Router', site: 'nyc' },
    { id: 'aside', tier: 3, site: 'hkg' },
  ];
  const down = { status: 'down', message: 'no session' } as const;
  const beats = [
    ...rhythm('leg-1', { from: noon + 10, to: noon + 90_000, rest: { status: 'down' } }),
    ...rhythm('leg-2', { from: noon + 20, to: noon + 90_000 }),
    ...rhythm('router', { from: noon + 2030, to: noon + 90_000, rest: down }),
    ...rhythm('aside', { from: noon + 40, to: noon + 90_000, rest: { status: 'degraded' } }),
  ];
  const inventory = inventoryOf({ sites: { ldn: [], nyc: [], hkg: [] }, components });
  const run = drive({ inventory, deliveries: collector(beats), start: noon });
  run.until(noon + 4000);
  expect(run.world.desk.alarms.map(({ root, priority }) => [root.id, priority])).toEqual([
    ['router', 1],
    ['leg-1', 2],
    ['aside', 3],
  ]);
  expect(run.world.desk.alarms[0]).toMatchObject({
    title: 'Router',
    sentence: 'It says down of itself: no session.',
    since: noon + 2030,
    members: ['router'],
    memberCount: 1,
  });
});

test('DE-6 the alarm of a lost collector says whose fault it is', () => {
  const beats = rhythm('gw-1', { from: noon + 50, to: noon + 90_000 });
  const killed = [{ from: noon + 10_000, to: noon + 90_000 }];
  const run = drive({ inventory: inventoryOf(), deliveries: collector(beats, { killed }), start: noon });
  run.until(noon + 15_000);
  expect(run.world.desk.alarms).toMatchObject([
    {
      title: 'Collector col-1: no sight',
      sentence:
        'Our collector col-1 was last heard at 12:00:10 UTC; 1 component out of sight. That says nothing about what they do.',
      since: noon + 11_500,
    },
  ]);
});

test('DE-7 the strip keeps the last five changes as people say them', () => {
  const components = componentsAt('ldn', 'gw', 7).map(({ id }, index) => ({
    id,
    name: `Gateway ${index + 1}`,
    site: `site-${index + 1}`,
  }));
  const sites = Object.fromEntries(components.map(({ site }) => [site, []]));
  const beats = components.flatMap(({ id }, index) =>
    rhythm(id, { from: noon + index * 2000 + 10, to: noon + 90_000, rest: { status: 'down' } }),
  );
  const run = drive({ inventory: inventoryOf({ sites, components }), deliveries: collector(beats), start: noon });
  run.until(noon + 20_000);
  expect(run.world.desk.strip.map(({ title, text }) => `${title} ${text}`)).toEqual(
    [7, 6, 5, 4, 3].map((number) => `Gateway ${number} DOWN`),
  );
});

test('DE-8 a lost collector that the desk names no more raises no alarm', () => {
  const collectors = { 'col-1': 'ldn', 'col-2': 'ldn' };
  const gone = scriptedCollector({ id: 'col-2', start: noon, stop: noon + 1000, beats: [] });
  const deliveries = [...collector([]), ...gone].toSorted((a, b) => a.at - b.at);
  const run = drive({ inventory: inventoryOf({ collectors }), deliveries, start: noon }).until(noon + 4000);
  expect(run.world.desk.alarms.map(({ root }) => root.id)).toEqual(['col-2']);
  run.turn({ now: noon + 4010, inventory: inventoryOf({ version: 'v2' }) });
  expect(run.world.desk.alarms).toEqual([]);
});

test('DE-9 findings given to a turn stand on the board until others are given', () => {
  const run = drive({ inventory: inventoryOf(), deliveries: [], start: noon });
  const findings = [{ code: 'clock-stepped', text: 'The clock stepped.', since: noon } as const];
  expect(run.turn({ now: noon + 10, findings }).news.findings).toEqual(findings);
  expect(run.turn({ now: noon + 20 }).news).toEqual({});
});
