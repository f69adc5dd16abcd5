import type { HeardBeat } from '@yagura/contract';
import {
  componentsAt,
  inventoryOf,
  noon,
  rhythm,
  scriptedCollector,
  type ComponentPlan,
  type InventoryPlan,
} from '@yagura/testkit';
import { expect, test } from 'vitest';
import { drive, type Drive } from '../../testing/drive.ts';

interface Spell {
  /** Seconds after noon. */
  readonly from: number;
  readonly to: number;
  readonly status?: HeardBeat['status'];
}

/** Beats of each component, at its own interval, from when to when; between its spells it is silent. */
function runOf(
  plan: Omit<InventoryPlan, 'components'> & { readonly components: readonly ComponentPlan[] },
  spells: (id: string) => readonly Spell[],
): Drive {
  const beats = plan.components.flatMap(({ id, everyMs = 1000 }, index) =>
    spells(id).flatMap(({ from, to, status = 'ok' }) => {
      const phase = 50 + ((index * 37) % 900);
      return rhythm(id, { from: noon + from * 1000 + phase, to: noon + to * 1000 + phase, everyMs, rest: { status } });
    }),
  );
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 140_000, beats });
  return drive({ inventory: inventoryOf(plan), deliveries, start: noon });
}

const well: readonly Spell[] = [{ from: 0, to: 300 }];

function silentFrom(second: number): readonly Spell[] {
  return [{ from: 0, to: second }];
}

function roots(run: Drive): (readonly [string, number])[] {
  return run.world.desk.alarms.map(({ root, memberCount }) => [`${root.kind}:${root.id}`, memberCount] as const);
}

function told(run: Drive): string[] {
  return run.announcements.map(({ kind, group, pages }) => `${kind} ${group.split('@')[0]}${pages ? ' pages' : ''}`);
}

const sites = { ldn: [], nyc: [], hkg: [] };
const chain: ComponentPlan[] = [
  { id: 'switch', name: 'Switch', site: 'nyc' },
  { id: 'router', site: 'ldn', dependsOn: ['switch'] },
  { id: 'gateway', site: 'hkg', dependsOn: ['router'] },
];

test('DE-26 the most upstream dependency that failed with it explains a component, which keeps its own state', () => {
  const run = runOf({ sites, components: chain }, () => silentFrom(10)).until(noon + 20_000);
  expect(roots(run)).toEqual([['component:switch', 3]]);
  expect(run.world.desk.alarms[0]).toMatchObject({ title: 'Switch', members: ['switch', 'gateway', 'router'] });
  expect(run.world.desk.alarms[0]?.sentence).toMatch(/2 components that depend on it are grouped under it\.$/);
  expect(run.status('gateway')).toMatchObject({ health: 'down', flags: ['grouped'] });
  expect(run.status('switch').flags).toEqual([]);
});

test('DE-26 the switch that is degraded since Monday does not mute the gateway that dies on Thursday', () => {
  const components: ComponentPlan[] = [
    { id: 'switch', name: 'Switch', site: 'nyc' },
    { id: 'gateway', site: 'hkg', dependsOn: ['switch'] },
  ];
  const run = runOf({ sites, components }, (id) =>
    id === 'switch' ? [{ from: 0, to: 140, status: 'degraded' }] : silentFrom(60),
  ).until(noon + 70_000);
  expect(roots(run)).toEqual([
    ['component:gateway', 1],
    ['component:switch', 1],
  ]);
  expect(run.world.desk.alarms[0]).toMatchObject({ priority: 1, via: ['switch'] });
  expect(run.world.desk.alarms[0]?.sentence).toMatch(/Maybe via Switch\.$/);
  expect(run.announcements.filter(({ pages }) => pages).map(({ root }) => root.id)).toEqual(['gateway']);
});

test('DE-26 a dependency that works in between passes nothing on', () => {
  const between = runOf({ sites, components: chain }, (id) => (id === 'router' ? well : silentFrom(10))).until(
    noon + 20_000,
  );
  expect(roots(between).map(([key]) => key)).toEqual(['component:switch', 'component:gateway']);
});

test('DE-27 a root whose evidence comes after its child takes the group over, under the same id', () => {
  const components = [
    { id: 'switch', site: 'nyc', everyMs: 10_000 },
    { id: 'gateway', site: 'hkg', dependsOn: ['switch'] },
  ];
  const run = runOf({ sites, components }, () => silentFrom(30)).until(noon + 35_000);
  expect(roots(run)).toEqual([['component:gateway', 1]]);
  const before = run.world.desk.alarms[0]?.id;
  run.until(noon + 60_000);
  expect(roots(run)).toEqual([['component:switch', 2]]);
  expect(run.world.desk.alarms[0]?.id).toBe(before);
  // Alone it had no reach to tell at 15 s.
  expect(told(run)).toEqual(['opened component:gateway pages', 'scope component:gateway']);
});

test('DE-28 a child still abnormal 60 s after its root recovered is announced by itself', () => {
  const components = [
    { id: 'switch', site: 'nyc' },
    { id: 'gateway', site: 'hkg', dependsOn: ['switch'] },
  ];
  const run = runOf({ sites, components }, (id) =>
    id === 'switch'
      ? [
          { from: 0, to: 10 },
          { from: 30, to: 700 },
        ]
      : silentFrom(10),
  ).until(noon + 50_000);
  expect(run.health('switch')).toBe('ok');
  expect(roots(run)).toEqual([['component:switch', 1]]);
  expect(run.status('gateway').flags).toEqual(['grouped']);
  run.until(noon + 105_000);
  expect(roots(run)).toEqual([['component:gateway', 1]]);
  expect(told(run).slice(-2)).toEqual(['recovered component:switch', 'again component:gateway pages']);
  expect(run.status('gateway').flags).toEqual([]);
});

test('DE-29 three that share a vendor and fail within a minute are one common cause; whoever misses the attribute is not', () => {
  const components: ComponentPlan[] = [
    { id: 'a', site: 'ldn', vendor: 'acme' },
    { id: 'b', site: 'nyc', vendor: 'acme' },
    { id: 'c', site: 'hkg', vendor: 'acme' },
    { id: 'd', site: 'hkg' },
    { id: 'late', site: 'nyc', vendor: 'acme' },
  ];
  const run = runOf({ sites, components }, (id) => (id === 'late' ? silentFrom(100) : silentFrom(10)));
  run.until(noon + 20_000);
  expect(roots(run)).toEqual([
    ['common:acme', 3],
    ['component:d', 1],
  ]);
  expect(run.world.desk.alarms[0]?.sentence).toMatch(
    /^3 components failed within .* s and share the vendor acme: 3 down\./,
  );
  run.until(noon + 110_000);
  expect(roots(run)[0]).toEqual(['common:acme', 4]);
});

test('DE-30 a cluster below its need is one group that says so, and a single lost leg says that redundancy is lost', () => {
  const cluster = { id: 'gw-xlon', mode: 'active-active', of: 2, need: 1 } as const;
  const components: ComponentPlan[] = [
    { id: 'leg-1', name: 'Leg 1', cluster },
    { id: 'leg-2', name: 'Leg 2', cluster },
  ];
  const run = runOf({ sites, components }, (id) => silentFrom(id === 'leg-1' ? 10 : 100)).until(noon + 30_000);
  expect(run.world.desk.alarms).toMatchObject([{ title: 'Leg 1', priority: 2 }]);
  expect(run.world.desk.alarms[0]?.sentence).toMatch(/Redundancy lost: 1 of 2 of gw-xlon work, 1 needed\.$/);
  run.until(noon + 110_000);
  expect(run.world.desk.alarms).toMatchObject([
    { root: { kind: 'cluster' }, title: 'gw-xlon: 0 of 2 work, 1 needed', priority: 1, memberCount: 2, health: 'down' },
  ]);
  expect(told(run)).toEqual(['opened component:leg-1', 'worse component:leg-1 pages']);
});

/** 300 components of one site and one elsewhere that fails ten seconds later. */
function floodOf(witness: 'answers' | 'cut', how: 'silent' | 'says down') {
  const components = [
    ...componentsAt('ldn', 'gw', 300),
    { id: 'witness', site: 'nyc', tier: 3 },
    { id: 'far', site: 'hkg' },
  ];
  return runOf({ sites: { ...sites, ldn: ['witness'] }, components }, (id) => {
    if (id === 'far') return silentFrom(20);
    if (id === 'witness') return witness === 'answers' ? well : silentFrom(10);
    return how === 'silent'
      ? silentFrom(10)
      : [
          { from: 0, to: 10 },
          { from: 10, to: 60, status: 'down' },
        ];
  });
}

test('DE-31 300 components of one site, reporting down or silent, witnessed or not, are one group in the right words', () => {
  const cases = [
    [
      floodOf('answers', 'says down'),
      'LDN: common cause',
      /^300 components failed within .* share the site LDN: 300 down/,
    ],
    [
      floodOf('answers', 'silent'),
      'LDN: common cause',
      /^300 components of LDN fell silent .* a witness there answers/,
    ],
    [floodOf('cut', 'silent'), 'LDN: site dark', /^300 components of LDN fell silent together and no witness there/],
  ] as const;
  for (const [run, title, sentence] of cases) {
    run.until(noon + 15_500);
    const group = run.world.desk.alarms.find(({ memberCount }) => memberCount === 300);
    expect(group).toMatchObject({ title, priority: 1 });
    expect(group?.sentence).toMatch(sentence);
    expect(run.announcements.filter(({ pages }) => pages)).toHaveLength(1);
    const before = run.announcements.length;
    run.until(noon + 24_500);
    const far = run.announcements.slice(before).find(({ root }) => root.id === 'far');
    expect(far).toMatchObject({ kind: 'opened', priority: 1, pages: true });
    expect((far?.at ?? 0) - run.status('far').since).toBeLessThanOrEqual(100);
  }
}, 60_000);

test('DE-31 the first member that reports down is told at its own instant, the group with the third', () => {
  const run = floodOf('answers', 'says down').until(noon + 24_000);
  const [first] = run.announcements;
  expect(first).toMatchObject({ kind: 'opened', pages: true });
  const shared = run.announcements.find(({ root }) => root.kind === 'common');
  expect((shared?.at ?? Infinity) - (first?.at ?? 0)).toBeLessThan(2000);
  expect(run.announcements.filter(({ kind }) => kind === 'opened').length).toBeLessThanOrEqual(4);
}, 30_000);
