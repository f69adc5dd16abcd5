import type { HeardBeat } from '@yagura/contract';
import { inventoryOf, noon, rhythm, scriptedCollector, type InventoryPlan } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { drive, type Drive } from '../../testing/drive.ts';

type Labels = Readonly<Record<string, string>>;

interface Spell {
  /** Seconds after noon. */
  readonly from: number;
  readonly to: number;
  readonly labels?: Labels;
  readonly status?: HeardBeat['status'];
}

/** What each component says from when to when; between its spells it is silent. */
function runOf(
  components: NonNullable<InventoryPlan['components']>,
  spells: Readonly<Record<string, readonly Spell[]>>,
): Drive {
  const beats = Object.entries(spells).flatMap(([id, said], index) =>
    said.flatMap(({ from, to, labels = {}, status = 'ok' }) =>
      rhythm(id, { from: noon + from * 1000 + 50 + index * 100, to: noon + to * 1000, rest: { labels, status } }),
    ),
  );
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 300_000, beats });
  return drive({ inventory: inventoryOf({ components }), deliveries, start: noon });
}

function pair(mode: 'active-passive' | 'active-active' | 'lines', need = 1) {
  const cluster = { id: 'pair', mode, of: 2, need };
  return [
    { id: 'leg-1', cluster },
    { id: 'leg-2', cluster },
  ];
}

const active = { role: 'active' };
const standby = { role: 'standby' };

test('DE-22 two members active at once are split brain and down, after the time that a change-over takes to be told', () => {
  const run = runOf(pair('active-passive'), {
    'leg-1': [{ from: 0, to: 60, labels: active }],
    'leg-2': [
      { from: 0, to: 10, labels: standby },
      { from: 10, to: 20, labels: { role: 'Primary' } },
      { from: 20, to: 60, labels: standby },
    ],
  });
  run.until(noon + 13_100);
  expect([run.health('leg-1'), run.health('leg-2')]).toEqual(['ok', 'ok']);
  run.until(noon + 13_150);
  for (const id of ['leg-1', 'leg-2'])
    expect(run.status(id)).toMatchObject({
      health: 'down',
      since: noon + 13_150,
      reasons: [{ code: 'split-brain', active: ['leg-1', 'leg-2'] }],
    });
  run.until(noon + 30_000);
  expect(run.health('leg-1')).toBe('down');
  run.until(noon + 30_200);
  expect([run.health('leg-1'), run.health('leg-2')]).toEqual(['ok', 'ok']);
  expect(run.changesOf('leg-1').slice(2)).toEqual(['ok → down', 'down → ok']);
});

test('DE-22 a change-over whose two tellings overlap is no split brain', () => {
  const run = runOf(pair('active-passive'), {
    'leg-1': [
      { from: 0, to: 11, labels: active },
      { from: 11, to: 60, labels: standby },
    ],
    'leg-2': [
      { from: 0, to: 10, labels: standby },
      { from: 10, to: 60, labels: active },
    ],
  }).until(noon + 60_000);
  expect(run.changes.filter(({ to }) => to === 'down')).toEqual([]);
});

test('DE-23 nobody active is down once a fail-over had its time; a fail-over in time is nothing', () => {
  const spells = (takesOver: number) => ({
    'leg-1': [{ from: 0, to: 10, labels: active }],
    'leg-2': [
      { from: 0, to: takesOver, labels: standby },
      { from: takesOver, to: 90, labels: active },
    ],
  });
  const late = runOf(pair('active-passive'), spells(40)).until(noon + 30_000);
  // Last heard at 9.05 s, silent at 12.05 s, and 10 s of fail-over.
  expect(late.status('leg-2')).toMatchObject({
    health: 'down',
    since: noon + 22_050,
    reasons: [{ code: 'no-active', cluster: 'pair' }],
  });
  expect(late.world.desk.alarms.some(({ priority }) => priority === 1)).toBe(true);
  late.until(noon + 55_000);
  expect(late.health('leg-2')).toBe('ok');
  const early = runOf(pair('active-passive'), spells(15)).until(noon + 60_000);
  expect(early.changesOf('leg-2')).toEqual(['- → no-sight', 'no-sight → ok']);
});

test('DE-23 whoever is out of sight, or tells no role, may be the active one: the other is not down for that', () => {
  const blind = runOf(pair('active-passive'), {
    'leg-2': [{ from: 0, to: 60, labels: standby }],
  }).until(noon + 50_000);
  expect(blind.health('leg-2')).toBe('ok');
  const mute = runOf(pair('active-passive'), {
    'leg-1': [{ from: 0, to: 60 }],
    'leg-2': [{ from: 0, to: 60, labels: standby }],
  }).until(noon + 50_000);
  expect(mute.health('leg-2')).toBe('ok');
});

test('DE-24 below its need a cluster has failed: who still works there is degraded by it; with need met nobody is', () => {
  const components = (need: number) =>
    ['a', 'b', 'c'].map((id) => ({ id, cluster: { id: 'trio', mode: 'active-active' as const, of: 3, need } }));
  const spells = {
    a: [{ from: 0, to: 60 }],
    b: [{ from: 0, to: 10 }],
    c: [{ from: 0, to: 10 }],
  };
  const failed = runOf(components(2), spells).until(noon + 20_000);
  expect(failed.status('a')).toMatchObject({
    health: 'degraded',
    reasons: [{ code: 'cluster', working: 1, need: 2, of: 3 }],
  });
  const met = runOf(components(1), spells).until(noon + 20_000);
  expect(met.health('a')).toBe('ok');
});

test('DE-25 the odd one of a cluster is degraded: parity after a rolling restart had its time; on a tie all are', () => {
  const components = ['a', 'b', 'c'].map((id) => ({
    id,
    cluster: { id: 'trio', mode: 'active-active' as const, of: 3, need: 1 },
  }));
  const build = (value: string): Labels => ({ build: value });
  const run = runOf(components, {
    a: [{ from: 0, to: 200, labels: build('1.0') }],
    b: [{ from: 0, to: 200, labels: build('1.0') }],
    c: [
      { from: 0, to: 10, labels: build('1.0') },
      { from: 10, to: 100, labels: build('1.1') },
      { from: 100, to: 200, labels: build('1.0') },
    ],
  });
  run.until(noon + 69_000);
  expect(run.health('c')).toBe('ok');
  run.until(noon + 71_000);
  expect(run.status('c')).toMatchObject({
    health: 'degraded',
    reasons: [{ code: 'parity', label: 'build', value: '1.1', others: '1.0' }],
  });
  expect([run.health('a'), run.health('b')]).toEqual(['ok', 'ok']);
  run.until(noon + 120_000);
  expect(run.health('c')).toBe('ok');
  const tie = runOf(pair('active-active'), {
    'leg-1': [{ from: 0, to: 100, labels: { config: 'x' } }],
    'leg-2': [{ from: 0, to: 100, labels: { config: 'y' } }],
  }).until(noon + 70_000);
  expect([tie.health('leg-1'), tie.health('leg-2')]).toEqual(['degraded', 'degraded']);
});
