import { afterEach, expect, test } from 'vitest';
import { cover, painted, shoot } from './support/browser.ts';
import { allOk, changesOfAll, openScene, type Scene } from './support/scene.ts';
import { never, sleep, until } from './support/wait.ts';

let scene: Scene | null = null;
afterEach(async () => {
  await scene?.end();
  scene = null;
});

test('TU-9 with a standby a killed engine does not show', async () => {
  scene = await openScene({ engines: 2 });
  const { stand, page, ids } = scene;
  await sleep(2000);
  const before = await changesOfAll(stand, ids);
  const killed = performance.now();
  // Whichever leads: killing both in turn makes sure that the leader was among them.
  for (const engine of stand.engines) {
    await engine.kill();
    await never(
      'a tile that is not ok, or a cover',
      async () => ({ tiles: await painted(page), cover: await cover(page) }),
      (now) => now.cover !== null || ids.some((id) => now.tiles[id] !== 'ok'),
      5000,
    );
    engine.start();
    await sleep(4000);
  }
  console.log(`two engines killed and replaced within ${Math.round(performance.now() - killed)} ms`);
  await allOk(stand, ids.length);
  expect(await changesOfAll(stand, ids)).toEqual(before);
});

test('TU-10, WI-2 without a standby nothing is green 3 s later; restarted, the same statuses and no extra change', async () => {
  scene = await openScene();
  const { stand, page, ids, beating } = scene;
  beating.say('gw-ldn-2', { status: 'degraded', message: 'slow acknowledgements' });
  await until(
    'the degraded tile',
    () => painted(page),
    (tiles) => tiles['gw-ldn-2'] === 'degraded',
  );
  await sleep(2000);
  const before = await changesOfAll(stand, ids);
  const [engine] = stand.engines;
  if (!engine) throw new Error('a stand has an engine');
  await engine.kill();
  await until(
    'the cover',
    () => cover(page),
    (now) => now === 'blind',
    15_000,
  );
  expect(Object.values(await painted(page)).filter((health) => health === 'ok')).toEqual([]);
  const board = await stand.board();
  expect(board.live).toBe(false);
  expect(board.counts.ok).toBe(0);
  await shoot(page, 'engine-killed');

  engine.start();
  await until(
    'the cover to go',
    () => cover(page),
    (now) => now === null,
    30_000,
  );
  await until(
    'the same statuses',
    () => painted(page),
    (tiles) => ids.every((id) => tiles[id] === (id === 'gw-ldn-2' ? 'degraded' : 'ok')),
  );
  await sleep(2000);
  expect(await changesOfAll(stand, ids)).toEqual(before);
});
