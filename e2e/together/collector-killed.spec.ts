import { afterAll, beforeAll, expect, test } from 'vitest';
import { painted, shoot } from '../support/browser.ts';
import { backWithoutDown, openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.end());

test('WA-6 a killed collector: its tiles are out of sight, none is down, one alarm; it returns and so do they', async () => {
  const { stand, page, ids } = scene;
  await stand.collector.kill();
  await until(
    'every tile out of sight',
    () => painted(page),
    (tiles) => ids.every((id) => tiles[id] === 'no-sight'),
    20_000,
  );
  const board = await stand.board();
  expect(board.alarms).toHaveLength(1);
  expect(board.alarms[0]).toMatchObject({ root: { kind: 'collector', id: 'col-1' }, memberCount: ids.length });
  await shoot(page, 'collector-killed');

  stand.collector.start();
  await backWithoutDown(scene);
});
