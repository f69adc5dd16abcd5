import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cover, shoot } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.end());

/** Every note that the page has really begun to play, by its pitch. */
async function hear(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const notes: number[] = [];
    Object.assign(window, { notes });
    window.OscillatorNode.prototype.start = new Proxy(Reflect.get(OscillatorNode.prototype, 'start'), {
      apply(start, node: OscillatorNode, when) {
        if (node.context.state === 'running') notes.push(node.frequency.value);
        return Reflect.apply(start, node, when);
      },
    });
  });
  return () => page.evaluate<number[]>('notes');
}

const sign = (page: Page) => page.getByTestId('sound-sign').textContent();

test('WI-123 a console asks for sound by one key; then a P1 is heard at once, and a display that lost its relay as well', async () => {
  const { stand, browser, beating } = scene;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const notes = await hear(page);
  await page.goto(stand.url);
  await page.waitForSelector('[data-component]', { timeout: 20_000 });
  expect(await sign(page)).toBe('sound off B');
  await page.keyboard.press('b');
  await until(
    'sound to be armed',
    () => sign(page),
    (text) => text === 'sound armed B',
  );
  beating.silence('gw-ldn-1');
  await page.waitForSelector('[data-alarm]', { timeout: 20_000 });
  await until('the tone of a P1', notes, (heard) => heard.includes(880) && heard.includes(1175));
  await shoot(page, 'sound-armed');
  await stand.relay.kill();
  await until('the tone of lost data', notes, (heard) => heard.includes(262));
  // The tone is not held up by any painting.
  await until(
    'the cover to be painted',
    () => cover(page),
    (kind) => kind === 'offline',
  );
  stand.relay.start();
  await until(
    'the cover to go',
    () => cover(page),
    (kind) => kind === null,
  );
  await page.close();
});

test('WI-123 a browser that wants a key first says so on the wall, and remembers what was asked for', async () => {
  const { stand, browser } = scene;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(() => localStorage.setItem('yagura-sound', 'on'));
  await page.goto(stand.url);
  await until(
    'the sign',
    () => sign(page),
    (text) => text === 'SOUND BLOCKED: press a key B',
  );
  await shoot(page, 'sound-blocked');
  await page.keyboard.press('Shift');
  await page.mouse.click(5, 5);
  await until(
    'sound to be armed',
    () => sign(page),
    (text) => text === 'sound armed B',
  );
  await page.close();
});

test('WI-124 with ?screen in its address a page is a wall: no cursor, and what was opened closes by itself', async () => {
  const { stand, browser } = scene;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.clock.install();
  await page.goto(`${stand.url}/?screen`);
  await page.waitForSelector('[data-component]', { timeout: 20_000 });
  const cursor = () => page.evaluate(() => getComputedStyle(document.body).cursor);
  expect(await cursor()).toBe('none');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await cursor()).toBe('auto');
  await page.clock.fastForward(61_000);
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' });
  expect(await cursor()).toBe('none');
  await page.close();
});
