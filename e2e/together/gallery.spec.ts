import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPath, inventoryAt } from '../../apps/simulator/src/test-support/demo-desk.ts';
import { explainAnswer } from '../../apps/relay/src/explain/explain-answer.ts';
import { leastLetters } from '../../apps/wall/src/screen/least-letters.ts';
import { barriersOf } from '../support/axe.ts';
import { openBrowser, shotFile } from '../support/browser.ts';
import { playDesk } from '../support/played-desk.ts';
import { acrossRooms, gallerySecond, situations, type Situation } from '../support/situations.ts';
import { sleep, until } from '../support/wait.ts';
import { startStillRelay, type StillRelay } from '../../apps/relay/src/test-support/still-relay.ts';

const folder =
  process.env['YAGURA_WRITE_PICTURES'] === '1'
    ? join(import.meta.dirname, '../../docs/gallery')
    : shotFile('gallery').replace(/\.png$/, '');

let relay: StillRelay;
let browser: Browser;
beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  relay = await startStillRelay();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await relay?.stop();
});

const inventory = inventoryAt(demoPath);

/** From the first look at the page to the picture, by its own clock: the same for every run. */
const untilPictureMs = 900;

async function open({ width, height, story, at = gallerySecond, screen }: Situation): Promise<Page> {
  const desk = playDesk(inventory, story, at);
  relay.show(desk.board, at, screen);
  relay.explain((component) => {
    const changes = desk.changes.filter((change) => change.component === component).toReversed();
    return explainAnswer(desk, desk.indexOf.get(component) ?? -1, { changes }, at);
  });
  const page = await browser.newPage({ viewport: { width, height } });
  await page.clock.install({ time: at });
  await page.clock.pauseAt(at + 1);
  await page.goto(relay.url);
  let passed = 0;
  await until(
    'the wall',
    async () => {
      await page.clock.runFor(20);
      passed += 20;
      return page.locator('[data-coarseness], .phone').count();
    },
    (tiles) => tiles > 0,
    20_000,
  );
  await page.clock.runFor(untilPictureMs - passed);
  return page;
}

test.each(situations)('WI-126 $name', async (situation) => {
  const page = await open(situation);
  for (const key of situation.keys ?? []) await page.keyboard.press(key);
  if (situation.offlineForMs !== undefined) {
    relay.leave();
    await page.waitForTimeout(100);
    await page.clock.runFor(situation.offlineForMs);
  }
  // Painting takes time of its own, which no clock of the page tells.
  await sleep(250);
  await page.screenshot({ path: join(folder, `${situation.name}.png`), animations: 'disabled' });
  if (situation.shows !== undefined) expect(await page.locator(situation.shows).count()).toBeGreaterThan(0);
  expect(await outside(page)).toEqual([]);
  // What looks for barriers waits for timers of its own.
  await page.clock.resume();
  expect(await barriersOf(page)).toEqual([]);
  await page.close();
});

test.each(acrossRooms)('WI-129, WI-130 $name: what counts is told in letters that carry', async (situation) => {
  const page = await open(situation);
  if (!situation.screen) throw new Error('a registered screen');
  const { read } = leastLetters(situation.screen.settings, situation);
  const rail = '.rail :is(.alarm-name, .alarm-state, .priority, .more, h2, .site time)';
  const header = 'header :is(.utc, .badge, .live, .oldest b, .chip b, .waivers-line, .venue b, .venue i, .venue.rest)';
  for (const selector of [rail, header, 'footer :is(time, b)']) {
    const sizes = await page.locator(selector).evaluateAll((parts) =>
      parts.flatMap((part) => {
        const { fontSize, display } = getComputedStyle(part);
        return display === 'none' ? [] : [Number.parseFloat(fontSize)];
      }),
    );
    expect(sizes.length, selector).toBeGreaterThan(1);
    expect(Math.min(...sizes), selector).toBeGreaterThanOrEqual(read - 0.5);
  }
  expect(await outside(page)).toEqual([]);
  await page.close();
});

test('WI-126 the gallery stays small enough to be looked through with every change', () => {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(readdirSync(folder)).toHaveLength(situations.length);
  expect(bytes).toBeLessThan(5_000_000);
});

/** What lies beyond the edge of the screen, or asks to be scrolled: a wall does neither, a phone only downwards. */
function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide of ${clientWidth}`] : [];
    const onPhone = document.querySelector('.phone') !== null;
    const tiles = onPhone ? [] : Array.from(document.querySelectorAll('.wall [data-component], .wall [data-alarm]'));
    const beyond = tiles.filter((tile) => {
      const { left, top, right, bottom } = tile.getBoundingClientRect();
      return left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
    });
    // A number of which a part is cut off is another number.
    const numbers = Array.from(document.querySelectorAll('.chip b, .venue i, .oldest b, .waivers-line'));
    const cut = numbers.filter((number) => {
      const { left, right, top } = number.getBoundingClientRect();
      const around = number.closest('.chip, .venue, .coming, header')?.getBoundingClientRect();
      const isWrappedAway = around !== undefined && top >= around.bottom;
      return !isWrappedAway && (left < (around?.left ?? 0) - 1 || right > (around?.right ?? innerWidth) + 1);
    });
    return [...wide, ...[...beyond, ...cut].map((part) => part.outerHTML.slice(0, 120))];
  });
}
