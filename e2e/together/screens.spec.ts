import type { ScreensAnswer } from '@yagura/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openWall, shoot } from '../support/browser.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { until } from '../support/wait.ts';

let demo: Demo;
let browser: Browser;
let admin: Page;
let room: BrowserContext;
let screen: Page;

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  const link = /Become its admin: (http:\S+)/.exec(demo.output())?.[1];
  admin = await openWall(browser, link ?? '');
  await admin.getByTestId('who-dialog').waitFor();
  await type(admin, 'boss', 'The Boss', 'correct horse battery');
  await admin.getByTestId('who-dialog').waitFor({ state: 'detached' });
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Line by line, as somebody without a mouse types it, and then Enter. */
async function type(on: Page, ...lines: string[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    if (index > 0) await on.keyboard.press('Tab');
    await on.keyboard.type(line);
  }
  await on.keyboard.press('Enter');
}

async function codeOn(page: Page): Promise<string> {
  const code = page.getByTestId('pairing-code');
  const text = await until(
    'a code on the screen',
    () => code.textContent(),
    (found) => /^[A-Z0-9]{6}$/.test(found ?? ''),
  );
  return text ?? '';
}

const states = async (): Promise<string[]> => {
  const answer = await fetch(`${demo.url}/api/v1/screens`);
  const { screens } = (await answer.json()) as ScreensAnswer;
  return screens.map(({ settings, standing }) => `${settings.name} ${standing.state}`);
};

const finding = (code: string) => admin.locator(`[data-finding="${code}"]`);

test('WI-71, WI-72 a new screen shows a code, is approved by keyboard elsewhere, and becomes the wall under its name', async () => {
  room = await browser.newContext({ viewport: { width: 3840, height: 2160 } });
  screen = await room.newPage();
  await screen.goto(`${demo.url}/screen`);
  const code = await codeOn(screen);
  await shoot(screen, 'screens-code-4k');
  const letter = await screen
    .getByTestId('pairing-code')
    .evaluate((shown) => parseFloat(getComputedStyle(shown).fontSize));
  expect(letter).toBeGreaterThan(400);
  await screen.setViewportSize({ width: 390, height: 844 });
  await shoot(screen, 'screens-code-phone');
  await screen.setViewportSize({ width: 1920, height: 1080 });
  await shoot(screen, 'screens-code');
  await screen.reload();
  expect(await codeOn(screen)).toBe(code);

  await admin.keyboard.press('i');
  await admin.getByRole('link', { name: 'Screens' }).click();
  await admin.keyboard.press('a');
  await type(admin, 'AAA AAA');
  await admin.getByText('No screen waits with this code').waitFor();
  await admin.locator('[name="code"]').fill('');
  await type(admin, `${code.slice(0, 3)} ${code.slice(3).toLowerCase()}`);
  await admin.getByText('1920 × 1080').first().waitFor();
  await shoot(admin, 'screens-approve');
  await type(admin, 'Left wall', 'Trading floor');
  await screen.waitForSelector('[data-screen="Left wall"] [data-component]');
  expect(new URL(screen.url()).hash + new URL(screen.url()).search).toBe('');
  expect(await screen.evaluate(() => document.cookie + JSON.stringify([localStorage, sessionStorage]))).not.toMatch(
    /ya[tp]_/,
  );
  await until('the screen among the live ones', states, (found) => found.includes('Left wall live'));
  await admin.getByText('live since').waitFor();
  await shoot(admin, 'screens-live');
  await shoot(screen, 'screens-wall');
});

test('RE-26, WI-123 of two screens in a room one is heard, and when it is closed the other takes over', async () => {
  const second = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const right = await second.newPage();
  await right.goto(`${demo.url}/screen`);
  await admin.keyboard.press('a');
  await type(admin, await codeOn(right));
  await admin.locator('[name="room"]').waitFor();
  await type(admin, 'Right wall', 'Trading floor');
  await right.waitForSelector('[data-screen="Right wall"] [data-component]');
  const sign = (page: Page) => page.getByTestId('sound-sign').textContent();
  const signs = async () => [await sign(screen), await sign(right)];
  for (const page of [screen, right]) await page.mouse.click(5, 5);
  await until('one of them to be heard', signs, ([left, other]) => {
    return left === 'sound armed' && other === 'another screen sounds';
  });
  await screen.close();
  await until(
    'the other to take over',
    () => sign(right),
    (text) => text === 'sound armed',
  );
  await shoot(right, 'screens-takes-over');
  screen = await room.newPage();
  await screen.goto(`${demo.url}/screen`);
  await screen.waitForSelector('[data-screen="Left wall"] [data-component]');
  await second.close();
  await admin.evaluate(async () => {
    const { screens } = (await (await fetch('/api/v1/screens')).json()) as ScreensAnswer;
    const { id } = screens.find(({ settings }) => settings.name === 'Right wall') ?? { id: '' };
    const headers = { 'content-type': 'application/json' };
    const { ok } = await fetch(`/api/v1/screens/${id}`, { method: 'DELETE', headers });
    if (!ok) throw new Error('the second screen could not be revoked');
  });
  await until('the first to be live', states, (found) => found.includes('Left wall live'));
});

test('WI-73, RE-25 a screen that paints nothing is a finding on another wall within seconds, though its page runs', async () => {
  await admin.keyboard.press('Escape');
  await admin.waitForSelector('[data-component]');
  const began = performance.now();
  // What paints asks for frames; here the browser gives none any more.
  await screen.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  await finding('screen-frozen').getByText('“Left wall” is frozen since').waitFor({ timeout: 20_000 });
  console.log(`a screen that paints nothing was told after ${Math.round(performance.now() - began)} ms`);
  await shoot(admin, 'screens-frozen');
  await admin.goto(`${demo.url}/screens`);
  await admin.locator('[data-state="frozen"]').waitFor();
  await shoot(admin, 'screens-frozen-list');
  await screen.reload();
  await admin.locator('[data-state="live"]').waitFor({ timeout: 10_000 });
});

test('WI-72, PE-20 a revoked screen shows a code again at once, also where reading takes no name', async () => {
  await admin.setViewportSize({ width: 390, height: 844 });
  await shoot(admin, 'screens-phone');
  await admin.setViewportSize({ width: 1920, height: 1080 });
  await admin.keyboard.press('j');
  await admin.keyboard.press('Delete');
  await admin.getByText('Revoke “Left wall”?').waitFor();
  await shoot(admin, 'screens-revoke');
  await admin.keyboard.press('Enter');
  const code = await codeOn(screen);
  await admin.getByText('“Left wall” is revoked.').waitFor();
  await admin.keyboard.press('a');
  await type(admin, code);
  await admin.getByText(`Set up the screen that shows`).waitFor();
  await type(admin, 'Left wall', 'Trading floor');
  await screen.waitForSelector('[data-screen="Left wall"]');
});

test('RE-24, RE-25 a screen that is closed is away at once, and a finding after half a minute', async () => {
  await until('the screen live again', states, (found) => found.includes('Left wall live'));
  await room.close();
  await until('the screen away', states, (found) => found.includes('Left wall away'), 3000);
  await admin.keyboard.press('Escape');
  await admin.waitForSelector('[data-component]');
  await finding('screen-away').getByText('“Left wall” is away since').waitFor({ timeout: 45_000 });
  await shoot(admin, 'screens-away');
});
