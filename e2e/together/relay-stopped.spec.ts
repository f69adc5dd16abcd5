import { afterAll, beforeAll, expect, test } from 'vitest';
import { cover, painted, shoot } from '../support/browser.ts';
import { allPaintedOk, openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.end());

test('WI-3 a stopped relay: DISPLAY OFFLINE, since when, nothing green; it returns and so does the wall', async () => {
  const { stand, page } = scene;
  await stand.relay.kill();
  await until(
    'the cover',
    () => cover(page),
    (now) => now === 'offline',
    15_000,
  );
  expect(await page.locator('[data-cover]').textContent()).toMatch(/DISPLAY OFFLINE.*since \d\d:\d\d:\d\d/s);
  expect(Object.values(await painted(page)).filter((health) => health === 'ok')).toEqual([]);
  await shoot(page, 'relay-stopped');
  stand.relay.start();
  await until(
    'the cover to go',
    () => cover(page),
    (now) => now === null,
    40_000,
  );
  await allPaintedOk(scene);
});

test('WI-3 a relay that is held still is as good as gone', async () => {
  const { stand, page } = scene;
  stand.relay.signal('SIGSTOP');
  await until(
    'the cover',
    () => cover(page),
    (now) => now === 'offline',
    15_000,
  );
  stand.relay.signal('SIGCONT');
  await until(
    'the cover to go',
    () => cover(page),
    (now) => now === null,
    40_000,
  );
});
