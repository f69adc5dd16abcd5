import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { painted, shoot } from '../support/browser.ts';
import { allOk, openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
let right = '';
beforeAll(async () => {
  scene = await openScene();
  right = readFileSync(scene.stand.deskFile, 'utf8');
});
afterAll(() => scene?.end());

test('TU-3, WI-4 a wrong desk file keeps the old one in force and says so on the wall', async () => {
  const { stand, page, ids } = scene;
  writeFileSync(stand.deskFile, right.replace('kind: gateway', 'kind: getaway'));
  await until(
    'the wall to say so',
    () => page.textContent('body'),
    (text) => /desk\.yaml:\d+: components\[\d+\]\.kind/.test(text ?? ''),
    20_000,
  );
  await shoot(page, 'desk-file-wrong');
  await allOk(stand, ids.length);
});

test('TU-5 a right one is taken and its difference is logged', async () => {
  const { stand, page, beating } = scene;
  const parts = right.split('  - id: ');
  const gone = parts.findIndex((part) => part.startsWith('gw-nyc-6'));
  const added = parts[gone]?.replaceAll('gw-nyc-6', 'gw-nyc-new');
  beating.stop();
  writeFileSync(stand.deskFile, [...parts.slice(0, gone), added, ...parts.slice(gone + 1)].join('  - id: '));
  await until(
    'the new tile',
    () => painted(page),
    (tiles) => tiles['gw-nyc-new'] !== undefined && tiles['gw-nyc-6'] === undefined,
    20_000,
  );
  expect(await page.textContent('body')).not.toMatch(/desk\.yaml:\d+: /);
  expect(stand.engines[0]?.output()).toMatch(/will add 1, remove \d, stop watching \d/);
});
