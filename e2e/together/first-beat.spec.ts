import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '../support/beats.ts';
import { painted, shoot } from '../support/browser.ts';
import { newcomerToken } from '../support/desk-text.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.end());

test('WI-1, WI-7, WA-1 a first beat for a new component is on the wall; when it stops it is down, with its reason, at its deadline', async () => {
  const { stand, page } = scene;
  const sent = performance.now();
  const answer = await post(stand.collectorPort, newcomerToken, {
    component: 'my-first',
    every: '1s',
    metrics: { load: 1 },
  });
  expect(answer).toMatchObject({ status: 202, body: { accepted: 1, rejected: [] } });
  await until(
    'the new tile',
    () => painted(page),
    (tiles) => tiles['my-first'] === 'ok',
    10_000,
  );
  console.log(`first beat to painted tile: ${Math.round(performance.now() - sent)} ms`);
  expect((await stand.component('my-first')).flags).toContain('unregistered');

  await until(
    'the tile to be down',
    () => painted(page),
    (tiles) => tiles['my-first'] === 'down',
    15_000,
  );
  const down = await stand.component('my-first');
  expect(down).toMatchObject({ health: 'down', reasons: [{ code: 'silent' }] });
  expect(down.reasons[0]?.text).toMatch(/^Nothing heard since \d\d:\d\d:\d\d UTC; the limit is 3 s\.$/);
  expect(down.since - (down.lastBeatAt ?? 0)).toBeGreaterThanOrEqual(3000);
  expect(down.since - (down.lastBeatAt ?? 0)).toBeLessThan(3200);
  await shoot(page, 'first-beat-down');
});

test('DE-1 what registered itself stands in no roll-up', async () => {
  const { stand, ids } = scene;
  const board = await stand.board();
  expect(board.unregistered).toBe(1);
  expect(Object.values(board.counts).reduce((sum, count) => sum + count, 0)).toBe(ids.length);
});

test('HI-8 its history says when it was true and when it was shown', async () => {
  const { changes } = await until(
    'the change to be stored',
    () => scene.stand.changes('my-first'),
    (answer) => answer.changes.some((change) => change.to === 'down'),
  );
  const down = changes.find((change) => change.to === 'down');
  expect(down?.shown).toBeGreaterThanOrEqual(down?.at ?? Infinity);
  expect(down?.late).toBe(false);
});

test('WI-1 one component that fails is down on its tile and in the rail, the others stay as they are', async () => {
  const { beating, page, ids, stand } = scene;
  beating.silence('gw-nyc-1');
  await until(
    'the tile to be down',
    () => painted(page),
    (tiles) => tiles['gw-nyc-1'] === 'down',
    20_000,
  );
  const tiles = await painted(page);
  expect(ids.filter((id) => tiles[id] !== 'ok')).toEqual(['gw-nyc-1']);
  await page.waitForSelector('[data-alarm][data-priority="1"]');
  await shoot(page, 'one-down');
  beating.resume('gw-nyc-1');
  await until(
    'it to have earned its recovery',
    () => painted(page),
    (now) => now['gw-nyc-1'] === 'ok',
    40_000,
  );
  expect((await stand.board()).alarms.filter((alarm) => alarm.root.id === 'gw-nyc-1')).toEqual([]);
});
