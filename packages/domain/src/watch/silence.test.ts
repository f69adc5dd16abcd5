import { expect, test } from 'vitest';
import { componentsAt, inventoryOf, noon, rhythm, scriptedCollector, type CollectorScript } from '@yagura/testkit';
import { explain } from '../health/explain.ts';
import { drive } from '../testing/drive.ts';
import { lowestWatermark } from '../world/fold.ts';

const second = 1000;

function collector(rest: Partial<CollectorScript>) {
  return scriptedCollector({ id: 'col-1', start: noon, stop: noon + 120 * second, beats: [], ...rest });
}

test('WA-1 silence is down at its deadline, whose instant the change bears, with the reason in words', () => {
  const deliveries = collector({ beats: rhythm('gw-1', { from: noon + 250, to: noon + 5 * second }) });
  const run = drive({ inventory: inventoryOf(), deliveries, start: noon }).until(noon + 7 * second);
  expect(run.health('gw-1')).toBe('ok');
  run.until(noon + 7400);
  const change = run.changes.at(-1);
  expect(change).toMatchObject({ from: 'ok', to: 'down', at: noon + 4250 + 3000, condition: 'down' });
  expect(change?.now).toBeLessThanOrEqual(noon + 7300);
  expect(run.status('gw-1').reasons.map(explain)).toEqual(['Nothing heard since 12:00:04 UTC; the limit is 3 s.']);
});

test('WA-2 at twice its interval a component is marked slow, and the mark goes with the next beat', () => {
  const beats = [
    ...rhythm('gw-1', { from: noon + 50, to: noon + 2000 }),
    ...rhythm('gw-1', { from: noon + 3500, to: noon + 9000 }),
  ];
  const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats }), start: noon });
  expect(run.until(noon + 3000).status('gw-1').flags).toEqual([]);
  expect(run.until(noon + 3100).status('gw-1').flags).toEqual(['slow']);
  expect(run.until(noon + 3600).status('gw-1')).toMatchObject({ health: 'ok', flags: [] });
});

test('WA-3 what was never heard is no-sight, and says so, however long it lasts', () => {
  const run = drive({ inventory: inventoryOf(), deliveries: collector({}), start: noon }).until(noon + 60 * second);
  expect(run.status('gw-1')).toMatchObject({ health: 'no-sight', reasons: [{ code: 'never-seen' }] });
  expect(run.alarms.size).toBe(0);
});

test('WA-4 any beat ends a silence, also one that says down', () => {
  const beats = [
    ...rhythm('gw-1', { from: noon + 50, to: noon + 1000 }),
    ...rhythm('gw-1', { from: noon + 6050, to: noon + 20_000, rest: { status: 'down', message: 'no session' } }),
  ];
  const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats }), start: noon });
  expect(run.until(noon + 5000).status('gw-1').reasons[0]?.code).toBe('silent');
  expect(run.until(noon + 6200).status('gw-1').reasons).toEqual([
    { code: 'says', status: 'down', message: 'no session' },
  ]);
});

test('WA-5 a pause of the collector moves deadlines by its length and nothing else', () => {
  const beats = rhythm('gw-1', { from: noon + 90, to: noon + 3000 });
  const paused = [{ from: noon + 3000, to: noon + 4200 }];
  const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats, paused }), start: noon });
  run.until(noon + 5400);
  expect(run.health('gw-1')).toBe('ok');
  run.until(noon + 6200);
  expect(run.status('gw-1')).toMatchObject({ health: 'no-sight', reasons: [{ code: 'uncovered' }] });
  run.until(noon + 8000);
  expect(run.changes.at(-1)).toMatchObject({ to: 'down', at: noon + 2090 + 3000 + 1200 });
});

test('WA-6 a killed collector: no down, no-sight within 1.5 s, one alarm, and back at the first fresh beat', () => {
  const components = componentsAt('ldn', 'gw', 8);
  const ids = components.map(({ id }) => id);
  const beats = ids.flatMap((id, index) => rhythm(id, { from: noon + 60 * index, to: noon + 60 * second }));
  const killed = [{ from: noon + 10_000, to: noon + 20_000 }];
  const run = drive({ inventory: inventoryOf({ components }), deliveries: collector({ beats, killed }), start: noon });
  run.until(noon + 11_600);
  for (const id of ids)
    expect(run.status(id)).toMatchObject({ health: 'no-sight', reasons: [{ code: 'collector-lost' }] });
  run.until(noon + 20_150);
  expect(ids.filter((id) => run.health(id) === 'ok').length).toBeLessThan(ids.length);
  run.until(noon + 21_200);
  for (const id of ids) {
    expect(run.health(id)).toBe('ok');
    expect(run.changesOf(id)).toEqual(['- → no-sight', 'no-sight → ok', 'ok → no-sight', 'no-sight → ok']);
  }
  expect([...run.alarms.values()].map(({ root, priority }) => [root, priority])).toEqual([
    [{ kind: 'collector', id: 'col-1' }, 2],
  ]);
  expect(run.world.desk.alarms).toEqual([]);
});

test('WA-7 a short absence of the collector, shorter than any limit, still asks for a fresh beat', () => {
  const beats = rhythm('job-1', { from: noon + 50, to: noon + 120 * second, everyMs: 10_000 });
  const killed = [{ from: noon + 12_000, to: noon + 15_000 }];
  const inventory = inventoryOf({ components: [{ id: 'job-1', everyMs: 10_000 }] });
  const run = drive({ inventory, deliveries: collector({ beats, killed }), start: noon }).until(noon + 16_000);
  expect(run.status('job-1')).toMatchObject({ health: 'no-sight', reasons: [{ code: 'uncovered' }] });
  expect(run.until(noon + 20_200).health('job-1')).toBe('ok');
});

test('WA-8 blind time neither counts towards a recovery nor undoes it', () => {
  const beats = [
    ...rhythm('gw-1', { from: noon + 50, to: noon + 2000, rest: { status: 'down' } }),
    ...rhythm('gw-1', { from: noon + 2050, to: noon + 60 * second }),
  ];
  const killed = [{ from: noon + 7000, to: noon + 17_000 }];
  const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats, killed }), start: noon });
  run.until(noon + 6500);
  expect(run.status('gw-1')).toMatchObject({ health: 'down', reasons: [{ code: 'recovering', good: 3 }] });
  expect(run.until(noon + 12_000).health('gw-1')).toBe('no-sight');
  expect(run.until(noon + 18_200).health('gw-1')).toBe('down');
  expect(run.until(noon + 21_900).health('gw-1')).toBe('down');
  expect(run.until(noon + 23_200).health('gw-1')).toBe('ok');
});

test('WA-9 a port that misses its canary is blind on its own, the other port goes on', () => {
  const inventory = inventoryOf({ components: ['by-http', 'by-udp'] });
  const beats = [
    ...rhythm('by-http', { from: noon + 120, to: noon + 60 * second }),
    ...rhythm('by-udp', { from: noon + 120, to: noon + 60 * second, rest: { port: 'udp' } }),
  ];
  const deaf = [{ from: noon + 10_500, to: noon + 20_000, port: 'udp' as const }];
  const run = drive({ inventory, deliveries: collector({ beats, deaf }), start: noon }).until(noon + 15_000);
  expect(run.health('by-http')).toBe('ok');
  expect(run.status('by-udp')).toMatchObject({ health: 'no-sight', reasons: [{ code: 'port-blind', port: 'udp' }] });
  run.until(noon + 30_000);
  expect(run.health('by-udp')).toBe('ok');
  expect(run.changes.filter(({ to }) => to === 'down')).toEqual([]);
  expect([...run.alarms.values()].map(({ root }) => root)).toEqual([{ kind: 'collector', id: 'col-1' }]);
});

test('WA-9 a deadline that falls into the first second of deafness is not believed', () => {
  const beats = rhythm('gw-1', { from: noon + 950, to: noon + 60 * second });
  for (let begin = 10_000; begin < 11_000; begin += 100) {
    const deaf = [{ from: noon + begin, to: noon + begin + 2400, port: 'http' as const }];
    const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats, deaf }), start: noon });
    run.until(noon + 30_000);
    expect(run.changesOf('gw-1').filter((change) => change.endsWith('down'))).toEqual([]);
  }
});

test('WA-10 what a cut-off collector tells late wakes no false alarm and adds no change but the loss of sight', () => {
  const beats = rhythm('gw-1', { from: noon + 50, to: noon + 60 * second });
  const cutOff = [{ from: noon + 10_000, to: noon + 20_000 }];
  const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats, cutOff }), start: noon });
  run.until(noon + 40_000);
  expect(run.changesOf('gw-1')).toEqual(['- → no-sight', 'no-sight → ok', 'ok → no-sight', 'no-sight → ok']);
  expect(run.changes.at(-1)?.now).toBeLessThanOrEqual(noon + 21_100);
});

test('WA-11 what said down of itself stays down while we are blind', () => {
  const beats = rhythm('gw-1', { from: noon + 50, to: noon + 60 * second, rest: { status: 'down' } });
  const killed = [{ from: noon + 10_000, to: noon + 20_000 }];
  const run = drive({ inventory: inventoryOf(), deliveries: collector({ beats, killed }), start: noon });
  run.until(noon + 15_000);
  expect(run.status('gw-1')).toMatchObject({ health: 'down', reasons: [{ code: 'says' }, { code: 'collector-lost' }] });
  run.until(noon + 30_000);
  expect(run.changesOf('gw-1')).toEqual(['- → no-sight', 'no-sight → down']);
});

test('WA-12 a component may move between collectors: nothing is false, nothing grows, the lost one takes it along', () => {
  const inventory = inventoryOf({ collectors: { 'col-1': 'ldn', 'col-2': 'ldn' } });
  const all = rhythm('gw-1', { from: noon + 50, to: noon + 300 * second });
  const stop = noon + 300 * second;
  const [odd, even] = [all.filter((_, index) => index % 2), all.filter((_, index) => index % 2 === 0)];
  const first = collector({ beats: odd, stop, killed: [{ from: noon + 200_000, to: noon + 300_000 }] });
  const second2 = scriptedCollector({ id: 'col-2', start: noon, stop, beats: even });
  const deliveries = [...first, ...second2].toSorted((a, b) => a.at - b.at);
  const run = drive({ inventory, deliveries, start: noon }).until(noon + 199_000);
  expect(run.changesOf('gw-1')).toEqual(['- → no-sight', 'no-sight → ok']);
  const heaps = [...(run.world.watches[0]?.deadlines.values() ?? [])].map(({ size }) => size);
  expect(Math.max(...heaps)).toBeLessThan(10);
  expect(run.world.watches[0]?.wakes.size).toBeLessThan(10);
  run.until(noon + 250_000);
  expect(run.changes.filter(({ to }) => to === 'down')).toEqual([]);
});

test('WA-13 the lowest watermark leaves out who is blind', () => {
  const inventory = inventoryOf({ collectors: { 'col-1': 'ldn', 'col-2': 'ldn' } });
  const lost = scriptedCollector({ id: 'col-2', start: noon, stop: noon + 2000, beats: [] });
  const deliveries = [...collector({}), ...lost].toSorted((a, b) => a.at - b.at);
  const run = drive({ inventory, deliveries, start: noon }).until(noon + 3000);
  expect(lowestWatermark(run.world)).toBe(noon + 2000);
  expect(lowestWatermark(run.until(noon + 4000).world)).toBe(noon + 4000);
});
