import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriersOf } from '../support/axe.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { signIn } from '../support/sign-in.ts';

let scene: Scene;
let page: Page;
beforeAll(async () => {
  scene = await openScene();
  ({ page } = scene);
  const cookie = await signIn(scene.stand, { person: 'anna', name: 'Anna Ito' });
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: scene.stand.url }]);
  await page.reload();
  scene.beating.silence('gw-ldn-1');
  await page.waitForSelector('[data-alarm]', { timeout: 20_000 });
});
afterAll(() => scene?.end());

const phone = { width: 390, height: 844 };
const whole = { width: 1920, height: 1080 };

/** Each page of the product, and how it is reached from the one before. */
const pages: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the wall with something down', () => Promise.resolve()],
  ['why a component is as it is', () => press('ArrowRight', 'Enter').then(() => see('.panel'))],
  ['a mute being written', () => press('m').then(() => see('[data-testid="mute-form"]'))],
  ['the keys', () => press('Escape', 'Escape', '?').then(() => see('.keys'))],
  ['who is here', () => press('Escape', 'i').then(() => see('[role="dialog"]'))],
  ['every incident', () => go('/incidents', '.row')],
  ['one incident', () => press('ArrowDown', 'Enter').then(() => see('[data-incident]'))],
  ['what is planned', () => go('/planned', 'h1, h2')],
  ['the week of what is planned', () => press('v').then(() => see('.week'))],
  ['a plan being written', () => press('v', 'a').then(() => see('form'))],
  ['my sessions', () => go('/people/sessions', 'h1, h2')],
  ['people', () => go('/people/people', 'h1, h2')],
  ['tokens', () => go('/people/tokens', 'h1, h2')],
  ['the audit', () => go('/people/audit', 'h1, h2')],
  ['the screens', () => go('/screens', 'h1, h2')],
  ['a screen being set up', () => press('a').then(() => see('[name="code"]'))],
  ['a phone', () => page.setViewportSize(phone).then(() => go('/', '.phone'))],
];

const see = (selector: string) => page.locator(selector).first().waitFor();

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function go(path: string, shown: string): Promise<void> {
  await page.goto(scene.stand.url + path);
  await see(shown);
}

test.each(pages)('WI-125 nothing is withheld from keyboards and voices: %s', async (_, reach) => {
  await reach();
  await page.waitForTimeout(200);
  expect(await barriersOf(page)).toEqual([]);
});

test('WI-125 the code of a new screen withholds nothing either', async () => {
  const fresh = await scene.browser.newPage();
  await fresh.goto(`${scene.stand.url}/screen`);
  await fresh.getByTestId('pairing-code').waitFor();
  expect(await barriersOf(fresh)).toEqual([]);
  await fresh.close();
});

test('WI-128 a phone may keep it like an app of its own', async () => {
  await page.setViewportSize(phone);
  await go('/', '.phone');
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

test('WI-125 a display that is offline withholds nothing either', async () => {
  await page.setViewportSize(whole);
  await go('/', '[data-component]');
  await scene.stand.relay.kill();
  await see('[data-cover="offline"]');
  expect(await barriersOf(page)).toEqual([]);
});
