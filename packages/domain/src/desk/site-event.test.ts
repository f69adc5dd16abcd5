import { expect, test } from 'vitest';
import { componentsAt, inventoryOf, noon, rhythm, scriptedCollector } from '@yagura/testkit';
import { drive } from '../testing/drive.ts';

const cutAt = noon + 10_400;
const backAt = noon + 40_300;

/** A site of `count` gateways and a witness; the gateways are cut off for half a minute, the witness as told. */
function siteRun(count: number, witness: 'answers' | 'cut' | 'none', others = 0) {
  const gateways = componentsAt('ldn', 'gw', count);
  const witnesses = witness === 'none' ? [] : ['switch'];
  const elsewhere = [...componentsAt('ldn', 'other', others), { id: 'far-1', site: 'nyc' }];
  const components = [
    ...gateways,
    ...elsewhere,
    ...componentsAt('nyc', 'unused', 0),
    ...witnesses.map((id) => ({ id, site: 'nyc' })),
  ];
  const inventory = inventoryOf({ sites: { ldn: witnesses, nyc: [] }, components });
  const whole = (id: string, phase: number) => rhythm(id, { from: noon + phase, to: noon + 100_000 });
  const cut = (id: string, phase: number) => whole(id, phase).filter(({ heard }) => heard < cutAt || heard > backAt);
  const beats = [
    ...gateways.flatMap(({ id }, index) => cut(id, (index * 137) % 1000)),
    ...elsewhere.flatMap(({ id }) => whole(id, 500)),
    ...witnesses.flatMap((id) => (witness === 'cut' ? cut(id, 700) : whole(id, 700))),
  ];
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 100_000, beats });
  return { run: drive({ inventory, deliveries, start: noon }), ids: gateways.map(({ id }) => id) };
}

test('DE-10 half a site silent within 3 s while its witness answers: down, one common cause, one alarm till all recovered', () => {
  const { run, ids } = siteRun(8, 'answers');
  run.until(noon + 14_000);
  for (const id of ids) expect(run.status(id)).toMatchObject({ health: 'down', reasons: [{ code: 'silent' }] });
  expect(run.world.desk.alarms).toMatchObject([
    { root: { kind: 'site', id: 'ldn' }, priority: 1, health: 'down', memberCount: 8, title: 'LDN: common cause' },
  ]);
  run.until(noon + 60_000);
  for (const id of ids) expect(run.changesOf(id).slice(2)).toEqual(['ok → down', 'down → ok']);
  expect([...run.alarms.values()].map(({ root }) => root.kind)).toEqual(['site']);
  expect(run.world.desk.alarms).toEqual([]);
  expect(run.health('far-1')).toBe('ok');
});

test('DE-11 no witness answers: no-sight, site dark, one P1, nobody is down, and back at the first fresh beat', () => {
  const { run, ids } = siteRun(8, 'cut');
  run.until(noon + 20_000);
  for (const id of ids) expect(run.status(id)).toMatchObject({ health: 'no-sight', reasons: [{ code: 'site-dark' }] });
  expect(run.world.desk.alarms.filter(({ root }) => root.kind === 'site')).toMatchObject([
    { priority: 1, health: 'no-sight', memberCount: 8, title: 'LDN: site dark' },
  ]);
  run.until(backAt + 1100);
  for (const id of ids) expect(run.health(id)).toBe('ok');
  run.until(noon + 60_000);
  for (const id of ids) expect(run.changesOf(id).slice(2)).toEqual(['ok → no-sight', 'no-sight → ok']);
});

test('DE-12 after a darkness who is not heard within its own limit is down', () => {
  const { run, ids } = siteRun(8, 'cut');
  const last = ids.at(-1) ?? '';
  const deliveries = scriptedCollector({
    id: 'col-1',
    start: noon,
    stop: noon + 100_000,
    beats: ['switch', ...ids].flatMap((id) =>
      rhythm(id, { from: noon + 100, to: noon + 100_000 }).filter(
        ({ heard }) => heard < cutAt || (heard > backAt && id !== last),
      ),
    ),
  });
  const again = drive({ inventory: run.world.desk.inventory ?? inventoryOf(), deliveries, start: noon });
  again.until(backAt + 2000);
  expect(again.health(last)).toBe('no-sight');
  again.until(backAt + 5000);
  expect(again.status(last)).toMatchObject({ health: 'down', reasons: [{ code: 'silent' }] });
});

test('DE-13 fewer than five, or less than half, are judged each alone', () => {
  const few = siteRun(4, 'cut');
  few.run.until(noon + 20_000);
  for (const id of few.ids) expect(few.run.health(id)).toBe('down');
  expect(few.run.world.desk.alarms.every(({ root }) => root.kind !== 'site')).toBe(true);
  const share = siteRun(6, 'cut', 7);
  share.run.until(noon + 20_000);
  for (const id of share.ids) expect(share.run.health(id)).toBe('down');
});

test('DE-14 without a named witness silence is down: nothing says that it is we who are blind', () => {
  const { run, ids } = siteRun(8, 'none');
  run.until(noon + 20_000);
  for (const id of ids) expect(run.health(id)).toBe('down');
  expect(run.world.desk.alarms).toHaveLength(1);
  expect(run.world.desk.alarms[0]?.sentence).toBe(
    '8 components of LDN fell silent together while no witness is named for it.',
  );
});

test('DE-15 a reported down is never turned into blindness by its site', () => {
  const components = componentsAt('ldn', 'gw', 8);
  const inventory = inventoryOf({ sites: { ldn: ['gw-8'] }, components });
  const beats = components.flatMap(({ id }, index) =>
    rhythm(id, { from: noon + index * 100, to: cutAt, rest: { status: index === 0 ? 'down' : 'ok' } }),
  );
  const deliveries = scriptedCollector({ id: 'col-1', start: noon, stop: noon + 100_000, beats });
  const run = drive({ inventory, deliveries, start: noon }).until(noon + 30_000);
  expect(run.status('gw-1')).toMatchObject({ health: 'down', reasons: [{ code: 'silent' }, { code: 'says' }] });
  expect(run.health('gw-2')).toBe('no-sight');
});
