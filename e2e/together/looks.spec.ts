import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWall, shoot } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.end());

const themeOf = (page: Scene['page']) => page.evaluate(() => document.documentElement.dataset['theme']);
const groundOf = (page: Scene['page']) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('WI-100 `T` goes through the looks; the next page has the last of them before anything of the wall runs', async () => {
  const { page, stand } = scene;
  const grounds = new Set<string>();
  for (const look of ['bright', 'grey', 'classic', 'dark', 'bright']) {
    await page.keyboard.press('t');
    await until(
      `the ${look} look`,
      () => themeOf(page),
      (theme) => theme === look,
    );
    grounds.add(await groundOf(page));
    await shoot(page, `look-${look}`);
  }
  expect(grounds.size).toBe(4);
  const bright = await groundOf(page);
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(stand.url);
  expect([await themeOf(page), await groundOf(page)]).toEqual(['bright', bright]);
  expect(await page.locator('[data-testid="wall"]').count()).toBe(0);
});

test('WI-104 at no size of screen is anything of the header cut', async () => {
  for (const [name, width, height] of [
    ['1080', 1920, 1080],
    ['4k', 3840, 2160],
    ['portrait', 1080, 1920],
    ['laptop', 1366, 768],
  ] as const) {
    const page = await openWall(scene.browser, scene.stand.url, { width, height });
    const cut = await page.evaluate(() => {
      const header = document.querySelector('.wall > header')?.getBoundingClientRect();
      const isCut = (part: HTMLElement) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        if (!header || left < header.left || right > header.right || top < header.top || bottom > header.bottom)
          return true;
        return part.scrollWidth > part.clientWidth + 1;
      };
      const parts = document.querySelectorAll<HTMLElement>('.utc, .desk-name, .clocks li, .chip, .vital-now, .hops');
      return [...parts].filter(isCut).map((part) => `${part.className}: ${part.innerText}`);
    });
    expect(cut, name).toEqual([]);
    await page.close();
  }
});
