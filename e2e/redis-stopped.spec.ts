import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from './support/beats.ts';
import { cover, painted, shoot } from './support/browser.ts';
import { senderToken } from './support/desk-text.ts';
import { backWithoutDown, openScene, type Scene } from './support/scene.ts';
import { sleep, until } from './support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.end());

async function backAgain(): Promise<void> {
  await until(
    'the cover to go',
    () => cover(scene.page),
    (now) => now === null,
    40_000,
  );
  await backWithoutDown(scene);
}

test('TU-11, HB-18 Redis held still for 10 s: a cover, beats are kept, everything comes back, nothing was down', async () => {
  const { stand, page } = scene;
  stand.redis.signal('SIGSTOP');
  await until(
    'the cover',
    () => cover(page),
    (now) => now !== null,
    15_000,
  );
  expect(Object.values(await painted(page)).filter((health) => health === 'ok')).toEqual([]);
  await shoot(page, 'redis-stopped');
  const kept = await post(stand.collectorPort, senderToken, { component: 'gw-ldn-1', message: 'while Redis was away' });
  expect(kept.status).toBe(202);
  await sleep(7000);
  stand.redis.signal('SIGCONT');
  await backAgain();
});

test('TU-11 Redis killed and started again 3 s later on the same data: everything comes back, nothing was down', async () => {
  const { stand, page } = scene;
  await stand.redis.kill();
  await until(
    'the cover',
    () => cover(page),
    (now) => now !== null,
    15_000,
  );
  await sleep(1000);
  stand.redis.start();
  await backAgain();
});
