import { randomBytes } from 'node:crypto';
import type { IncidentAnswer } from '@yagura/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { beat, type Beating } from '../support/beats.ts';
import { openBrowser, shoot } from '../support/browser.ts';
import { deskOf, senderToken } from '../support/desk-text.ts';
import { allOk } from '../support/scene.ts';
import { signIn } from '../support/sign-in.ts';
import { get, startStand, type Stand } from '../support/stand.ts';
import { until } from '../support/wait.ts';

const takeLasts = '8s';
const password = randomBytes(12).toString('hex');

let stand: Stand;
let beating: Beating;
let browser: Browser;
let pages: readonly Page[];

beforeAll(async () => {
  const desk = deskOf(4);
  const lasts = { p1: takeLasts, p2: takeLasts, p3: takeLasts };
  stand = await startStand(stringify({ ...parse(desk.text), incidents: { takeLasts: lasts } }));
  beating = beat(stand.collectorPort, senderToken, desk.ids);
  const starting = allOk(stand, desk.ids.length);
  browser = await openBrowser();
  await starting;
  const admin = await signIn(stand, { person: 'anna', name: 'Anna Ito' });
  const scope = { sites: 'all', owners: 'all' };
  const bob = { person: 'bob', name: 'Bob Bell', role: 'operator', scope, password };
  await say('/people', bob, admin);
  const secondly = await say('/session', { person: 'bob', password });
  beating.say('gw-ldn-1', { status: 'down' });
  await until(
    'the incident to be stored',
    () => incident(),
    (found) => found.revision > 0,
  );
  pages = await Promise.all([admin, secondly].map(openIncident));
});
afterAll(async () => {
  await browser?.close();
  beating?.stop();
  await stand?.stop();
});

/** The cookie of whoever asks, if the answer brings one. */
async function say(path: string, body: object, cookie = ''): Promise<string> {
  const headers = { 'content-type': 'application/json', cookie };
  const answer = await fetch(`${stand.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

async function incident(): Promise<IncidentAnswer['incident']> {
  return (await get<IncidentAnswer>(`${stand.url}/api/v1/incidents/1`)).incident;
}

async function openIncident(cookie: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: stand.url }]);
  const page = await context.newPage();
  await page.goto(`${stand.url}/incidents/1`);
  await page.getByRole('button', { name: 'T Take' }).waitFor();
  return page;
}

const said = (page: Page) => page.locator('.said').textContent();

test('IN-44 two browsers take an incident in the same second: one has it, the other reads who was first', async () => {
  await Promise.all(pages.map((page) => page.keyboard.press('t')));
  const told = await until(
    'both to be told',
    () => Promise.all(pages.map(said)),
    (texts) => texts.every((text) => text !== null && /^(Done|Not done)/.test(text)),
  );
  const { owner } = await incident();
  const first = owner?.person ?? '';
  expect(new Set(told)).toEqual(new Set(['Done: taken.', `Not done: ${first} was first: taken.`]));
  const second = pages[told.indexOf('Done: taken.') === 0 ? 1 : 0];
  await second?.locator('.has-it', { hasText: first }).waitFor();
  if (second) await shoot(second, 'two-browsers-second');

  // Without a word it ends, and whoever came second may have it.
  await second?.getByRole('button', { name: 'T Take' }).waitFor({ timeout: 30_000 });
  await second?.keyboard.press('t');
  await second?.locator('.said', { hasText: 'Done: taken.' }).waitFor();
  const { log } = await incident();
  const other = first === 'anna' ? 'bob' : 'anna';
  expect(log.map(({ by, what }) => `${by ?? ''} ${what}`)).toEqual([
    ' opened',
    `${first} taken`,
    ' expired',
    `${other} taken`,
  ]);
});
