import { afterAll, beforeAll, expect, test } from 'vitest';
import { painted, shoot } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ perSite: 12 });
});
afterAll(() => scene?.end());

const at = (site: string) => scene.ids.filter((id) => id.includes(`-${site}-`));

test('DE-11 a site whose witnesses answer no more is dark: no sight, one P1, the other site untouched', async () => {
  const { stand, page, beating } = scene;
  beating.silence(...at('nyc'));
  await until(
    'the site out of sight',
    () => painted(page),
    (tiles) => at('nyc').every((id) => tiles[id] === 'no-sight'),
    20_000,
  );
  const tiles = await painted(page);
  expect(at('ldn').filter((id) => tiles[id] !== 'ok')).toEqual([]);
  const { alarms } = await stand.board();
  expect(alarms).toHaveLength(1);
  expect(alarms[0]).toMatchObject({
    root: { kind: 'site', id: 'nyc' },
    priority: 1,
    health: 'no-sight',
    memberCount: 12,
  });
  await shoot(page, 'site-dark');
});

test('DE-10 once a witness answers, what is still silent is down, with one common cause', async () => {
  const { stand, page, beating } = scene;
  beating.resume('net-nyc-1');
  await until(
    'the gateways to be down',
    () => painted(page),
    (tiles) =>
      at('nyc')
        .filter((id) => id.startsWith('gw'))
        .every((id) => tiles[id] === 'down'),
    30_000,
  );
  const { alarms } = await stand.board();
  expect(alarms.filter((alarm) => alarm.root.kind === 'site')).toHaveLength(1);
  expect(alarms.find((alarm) => alarm.root.kind === 'site')).toMatchObject({ health: 'down', priority: 1 });
  beating.resume();
  await until(
    'everything ok again',
    () => stand.board(),
    (board) => board.alarms.length === 0,
    60_000,
  );
});
