import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { readPicture } from './picture.ts';
import { findChromium } from '../../scripts/lib/chromium.mjs';

const shots = join(import.meta.dirname, '../shots');

let browsers: readonly Browser[] = [];

/** Of all browsers of this test file. */
export const openPages = (): Page[] =>
  browsers.flatMap((browser) => browser.contexts().flatMap((each) => each.pages()));

export async function openBrowser(): Promise<Browser> {
  // What Chromium leaves behind in the temporary folder goes with it.
  const folder = mkdtempSync(join(tmpdir(), 'yagura-browser-'));
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    env: { ...(process.env as Record<string, string>), TMPDIR: folder }, // what is not set is not listed
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  browsers = [...browsers, browser];
  return browser;
}

export async function openWall(
  browser: Browser,
  url: string,
  size = { width: 1920, height: 1080 },
  shown = '[data-component]',
): Promise<Page> {
  const page = await browser.newPage({ viewport: size });
  page.on('pageerror', (error) => {
    throw new Error(`the wall threw: ${error.message}`);
  });
  await page.goto(url);
  await page.waitForSelector(shown, { timeout: 20_000 });
  return page;
}

/** Healths as they are painted, by component: by the pixels where the tiles are a picture. */
export async function painted(page: Page): Promise<Record<string, string>> {
  return { ...(await ofElements(page)), ...(await readPicture(page)) };
}

function ofElements(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-component][data-health]')].map((tile) => [
        tile.dataset['component'] ?? '',
        tile.dataset['health'] ?? '',
      ]),
    ),
  );
}

export function cover(page: Page): Promise<string | null> {
  return page.evaluate(() => document.querySelector<HTMLElement>('[data-cover]')?.dataset['cover'] ?? null);
}

export function shotFile(name: string): string {
  return join(shots, `${name}.png`);
}

export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: shotFile(name) });
}
