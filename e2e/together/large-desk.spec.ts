import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beat, type Beating } from '../support/beats.ts';
import { cover, openBrowser, openWall, painted, shoot } from '../support/browser.ts';
import { deskOf, senderToken } from '../support/desk-text.ts';
import { readPicture } from '../support/picture.ts';
import { allOk } from '../support/scene.ts';
import { startStand, type Stand } from '../support/stand.ts';
import { until } from '../support/wait.ts';

const { text, ids } = deskOf(550);
let stand: Stand;
let beating: Beating;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  stand = await startStand(text);
  beating = beat(stand.collectorPort, senderToken, ids);
  browser = await openBrowser();
  await allOk(stand, ids.length);
  page = await openWall(browser, stand.url, undefined, 'canvas.tiles');
});
afterAll(async () => {
  beating?.stop();
  await browser?.close();
  await stand?.stop();
});

const whole = (health: string) => Object.fromEntries(ids.map((id) => [id, health]));

test('WI-93 more than a thousand tiles are one picture; its pixels show what each component is', async () => {
  expect(await page.locator('.tile').count()).toBe(0);
  expect(await readPicture(page)).toEqual(whole('ok'));
  beating.silence('gw-nyc-7');
  await until(
    'one tile to be red',
    () => readPicture(page),
    (pixels) => pixels['gw-nyc-7'] === 'down',
    20_000,
  );
  expect(await readPicture(page)).toEqual({ ...whole('ok'), 'gw-nyc-7': 'down' });
  await shoot(page, 'large-desk');
});

test('WI-93 what is abnormal has a real element at its place, for keys and voices; a click on the picture explains', async () => {
  await page.keyboard.press('ArrowDown');
  const focused = page.locator('[data-component]:focus');
  expect(await focused.getAttribute('data-component')).toBe('gw-nyc-7');
  expect(await focused.getAttribute('aria-label')).toMatch(/down for \d+ (second|minute)s?, because: /);
  // Arrows go on to tiles that are well, one by one, and back.
  const walked: (string | null)[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowLeft']) {
    await page.keyboard.press(key);
    walked.push(await focused.getAttribute('data-component'));
  }
  expect([walked[0], walked[1]]).toEqual(['gw-nyc-8', 'gw-nyc-9']);
  expect(walked[2]).not.toBe(walked[1]);
  expect(walked.slice(3)).toEqual(['gw-nyc-9', 'gw-nyc-8', 'gw-nyc-7']);
  const cell = page.locator('[data-picture]').first();
  const [x = 0, y = 0, width = 0, height = 0] = ((await cell.getAttribute('data-picture')) ?? '')
    .split(' ')
    .map(Number);
  const members = ((await cell.getAttribute('data-members')) ?? '').split(' ');
  await page.locator('canvas.tiles').click({ position: { x: x + width / 2, y: y + height / 2 } });
  expect(new URL(page.url()).hash).toBe(`#component=${members[0]}`);
  await page.keyboard.press('Escape');
});

test('WI-2, WI-93 under a cover no pixel of the picture is ok, and it comes back with the relay', async () => {
  beating.resume('gw-nyc-7');
  await until(
    'everything to be well',
    () => readPicture(page),
    (pixels) => pixels['gw-nyc-7'] === 'ok',
    20_000,
  );
  await stand.relay.stop();
  await until(
    'the screen to be covered',
    () => cover(page),
    (kind) => kind === 'offline',
    20_000,
  );
  expect(await painted(page)).toEqual(whole('no-sight'));
  await shoot(page, 'large-desk-offline');
  stand.relay.start();
  await until(
    'every pixel to be ok again',
    () => readPicture(page),
    (pixels) => ids.every((id) => pixels[id] === 'ok'),
    40_000,
  );
});
