import { randomBytes } from 'node:crypto';
import type { AnnouncementsAnswer } from '@yagura/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWall, painted, shoot } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { signIn } from '../support/sign-in.ts';
import { get } from '../support/stand.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
let bobs: Page;
const cookies = { anna: '', bob: '', nobody: '' };
const phone = { width: 390, height: 844 };

beforeAll(async () => {
  scene = await openScene({ perSite: 6 });
  const { stand, page, browser } = scene;
  cookies.anna = await signIn(stand, { person: 'anna', name: 'Anna Ito' });
  const password = 'correct horse battery';
  const bob = { person: 'bob', name: 'Bob Bell', role: 'lead', scope: { sites: 'all', owners: 'all' }, password };
  await send('/people', bob, 'anna');
  const signedIn = await send('/session', { person: 'bob', password }, 'nobody');
  cookies.bob = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  bobs = await openWall(browser, stand.url);
  await keep(page, cookies.anna);
  await keep(bobs, cookies.bob);
});
afterAll(() => scene?.end());

async function keep(page: Page, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: scene.stand.url }]);
  await page.reload();
  await page.waitForSelector('[data-component]');
}

async function send(path: string, body: object, who: keyof typeof cookies): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(cookies[who] !== '' && { cookie: cookies[who] }) };
  const answer = await fetch(`${scene.stand.url}/api/v1${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

const said = (page: Page, text: string) => page.getByText(text).first().waitFor({ timeout: 15_000 });

test('WI-50, WI-52, WI-53, WV-4 what is down is muted with one key: it calls no more and is counted, and once that ends it is announced again', async () => {
  const { page, beating, ids, stand } = scene;
  const id = ids.find((each) => each.startsWith('gw-ldn')) ?? '';
  beating.silence(id);
  const card = page.locator('[data-alarm]');
  await card.waitFor({ timeout: 20_000 });
  await card.locator('.alarm-name').focus();
  await page.keyboard.press('m');
  await page.getByTestId('mute-form').getByText(id).waitFor();
  await shoot(page, 'mute-form');
  await page.keyboard.type('The venue restarts it');
  await page.keyboard.press('Enter');
  await page.locator('[data-alarm].muted').waitFor({ timeout: 15_000 });
  await said(page, 'The one alarm is muted.');
  await until(
    'the header to count it',
    () => page.getByTestId('waivers-line').textContent(),
    (text) => text === 'muted: 1',
  );
  expect((await painted(page))[id]).toBe('down');
  expect(await page.locator('.blink').count()).toBe(0);
  await shoot(page, 'muted');
  const hand = await openWall(scene.browser, stand.url, phone, '[data-alarm].muted');
  await shoot(hand, 'muted-on-a-phone');
  await hand.close();

  await page.locator('[data-alarm] .alarm-name').focus();
  await page.keyboard.press('u');
  await page.locator('[data-alarm]:not(.muted)').waitFor({ timeout: 15_000 });
  expect(await page.getByTestId('waivers-line').count()).toBe(0);
  const announced = await until('it to be announced again', announcements, (told) => told.length > 1);
  expect(announced.map(({ kind }) => kind)).toEqual(['opened', 'again']);
  beating.resume(id);
});

async function announcements(): Promise<AnnouncementsAnswer['announcements']> {
  const answer = await get<AnnouncementsAnswer>(`${scene.stand.url}/api/v1/announcements`);
  return answer.announcements.filter(({ kind }) => kind !== 'recovered');
}

test('WI-54, WI-55, WI-57 work that conflicts is worked out, proposed, approved by somebody else as it was shown, and planned on the tile until it is done', async () => {
  const { page, ids, stand } = scene;
  const id = ids.find((each) => each.startsWith('gw-nyc')) ?? '';
  const window = { from: Date.now(), until: Date.now() + 7_200_000 };
  const other = { title: 'Firmware', reason: 'new', choice: { components: [id] }, time: { kind: 'once', window } };
  await send('/plans', { ...other, key: randomBytes(8).toString('hex') }, 'bob');
  await page.goto(`${stand.url}/planned`);
  await said(page, 'Firmware');
  await page.keyboard.press('a');
  await page.keyboard.type('Release 7');
  await page.getByLabel('Why').fill('Faster order entry');
  await page.getByLabel('Find a component').fill(id);
  await page.keyboard.press('Enter');
  await page.getByLabel('from').fill(new Date().toISOString().slice(0, 16));
  await page.keyboard.press('Enter');
  const preview = page.getByTestId('preview');
  await preview.getByText(`Firmware, covers ${id} at the same time.`).waitFor();
  expect(await preview.getByTestId('covered').textContent()).toBe(id);
  await shoot(page, 'plan-preview');
  await preview.getByRole('button', { name: 'Propose it' }).click();
  await said(page, 'another lead approves it');
  expect(await page.getByRole('button', { name: 'Y Approve' }).count()).toBe(0);

  await bobs.goto(page.url());
  await bobs.reload();
  await bobs.getByTestId('covered').getByText(id).waitFor();
  await bobs.getByText('Firmware, covers').waitFor();
  await shoot(bobs, 'plan-to-approve');
  await bobs.keyboard.press('y');
  await said(bobs, 'Done: approved.');
  await page.keyboard.press('p');
  await page.waitForSelector(`[data-component="${id}"][data-health="planned"]`, { timeout: 15_000 });
  await until(
    'the header to count it',
    () => page.getByTestId('waivers-line').textContent(),
    (text) => text?.startsWith('work: 1') ?? false,
  );
  await shoot(page, 'planned');
  await bobs.keyboard.press('v');
  await bobs.locator('.week .block').first().waitFor();
  await shoot(bobs, 'planned-week');
  await bobs.setViewportSize(phone);
  await bobs.keyboard.press('Escape');
  await bobs.locator('.phone .planned').waitFor();
  await shoot(bobs, 'planned-on-a-phone');
  await bobs.getByRole('button', { name: 'List' }).click();
  await bobs.getByRole('button', { name: 'Release 7' }).click();
  await bobs.getByRole('button', { name: 'The work is done' }).click();
  await page.waitForSelector(`[data-component="${id}"][data-health="ok"]`, { timeout: 30_000 });
});
