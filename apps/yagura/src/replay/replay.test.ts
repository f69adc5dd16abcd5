import { expect, test } from 'vitest';
import type { Inventory } from '@yagura/contract';
import { componentsAt, inventoryOf } from '@yagura/testkit';
import { replay, type Replayed } from './replay.ts';
import { parseScenario } from './scenario/parse-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';

const start = Date.parse('2020-10-01T00:00:00Z');

function scenarioOf(lasts: string, ...lines: object[]): Scenario {
  const header = { scenario: 'A day', start: '2020-10-01T00:00:00Z', lasts, about: 'A test.', sources: ['made up'] };
  const parsed = parseScenario([header, ...lines].map((line) => JSON.stringify(line)).join('\n'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

/** "+61.0 ok → down": what changed after the first beat, and when that was true. */
function story({ changes }: Replayed, component: string): string[] {
  return changes
    .filter((change) => change.component === component && change.from !== null && change.from !== 'no-sight')
    .map(({ at, from, to }) => `+${(at - start) / 1000} ${from} → ${to}`);
}

const one = inventoryOf({ components: ['gw-1'] });
const beating = { every: '1s', component: 'gw-1' };

test('SC-3 a rhythm goes on until its end, and a later one takes its place', () => {
  const day = scenarioOf('3m', { ...beating, until: '1m' }, { ...beating, from: '2m', every: '500ms' });
  expect(story(replay(day, one), 'gw-1')).toEqual(['+62 ok → down', '+130 down → ok']);
});

test('SC-3 what a component becomes is laid over its rhythm until it is usual again', () => {
  const day = scenarioOf(
    '3m',
    { ...beating, beat: { labels: { build: '1', logon: 'logged-on' }, metrics: { load_pct: 20 } } },
    { at: '30s', component: 'gw-1', becomes: { status: 'down', labels: { build: '2' } } },
    { at: '40s', component: 'gw-1', becomes: { metrics: { queue: 3 } } },
    { at: '1m', component: 'gw-1', becomes: 'usual' },
  );
  expect(story(replay(day, one), 'gw-1')).toEqual(['+30 ok → down', '+70 down → ok']);
});

test('SC-3 a single beat and an occurrence need no rhythm', () => {
  const day = scenarioOf(
    '1m',
    { at: '10s', component: 'gw-1', beat: { status: 'degraded', message: 'slow', every: '20s' } },
    { at: '11s', component: 'gw-1', event: 'start-of-day' },
  );
  const { changes } = replay(day, one);
  expect(changes.at(-1)).toMatchObject({ to: 'degraded', at: start + 10_000, reasons: [{ code: 'says' }] });
});

test('SC-4 silence is down at its deadline and is shown at once, however little else happens', () => {
  const day = scenarioOf('5m', beating, { at: '1m', component: 'gw-1', becomes: 'silent' });
  const down = replay(day, one).changes.find(({ to }) => to === 'down');
  expect(down?.at).toBe(start + 62_000);
  expect((down?.shown ?? 0) - (down?.at ?? 0)).toBeLessThanOrEqual(1);
});

test('SC-4 what is heard is judged within 20 ms, as with a collector', () => {
  const day = scenarioOf('1m', beating, { at: '30.333s', component: 'gw-1', beat: { status: 'down' } });
  const down = replay(day, one).changes.find(({ to }) => to === 'down');
  expect(down?.at).toBe(start + 30_333);
  expect(down?.shown).toBe(start + 30_340);
});

test('SC-4 a lost collector makes nothing down, and each is back with its first fresh beat', () => {
  const day = scenarioOf(
    '3m',
    beating,
    { at: '1m', collector: 'col-1', becomes: 'lost' },
    { at: '2m', collector: 'col-1', becomes: 'back' },
  );
  const replayed = replay(day, one);
  expect(replayed.changes.map(({ to }) => to)).toEqual(['no-sight', 'ok', 'no-sight', 'ok']);
  expect(replayed.groups).toMatchObject([{ alarm: { root: { kind: 'collector', id: 'col-1' } }, members: ['gw-1'] }]);
});

test('SC-4 half a site silent with a witness answering is one group', () => {
  const inventory: Inventory = inventoryOf({
    sites: { ldn: ['net-1'] },
    components: [...componentsAt('ldn', 'gw', 6), { id: 'net-1', site: 'ldn' }],
  });
  const gateways = [1, 2, 3, 4, 5, 6].map((n) => `gw-${n}`);
  const day = scenarioOf(
    '3m',
    { every: '1s', components: [...gateways, 'net-1'] },
    { at: '1m', components: gateways, becomes: 'silent' },
    { at: '2m', components: gateways, becomes: 'usual' },
  );
  const { groups } = replay(day, inventory);
  expect(groups).toMatchObject([{ announcedAt: start + 62_000, alarm: { memberCount: 6 }, members: gateways }]);
  expect(groups[0]?.endedAt).toBeGreaterThanOrEqual(start + 130_000);
});

test('SC-5 the same day gives the same twice', () => {
  const day = scenarioOf('3m', beating, { at: '1m', component: 'gw-1', becomes: 'silent' });
  expect(replay(day, one)).toEqual(replay(day, one));
});

test('SC-5 ten minutes of a hundred components are folded in a second or so', { timeout: 60_000 }, () => {
  const components = componentsAt('ldn', 'gw', 100);
  const day = scenarioOf('10m', { every: '1s', components: components.map(({ id }) => id) });
  const began = process.cpuUsage();
  const { changes } = replay(day, inventoryOf({ components }));
  const used = process.cpuUsage(began);
  expect(changes).toHaveLength(200);
  // Processor time and much of it, for the machine may have other things to do.
  expect((used.user + used.system) / 1e6).toBeLessThan(6);
});
