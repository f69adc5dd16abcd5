import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionAnswer } from '@yagura/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openWall, shoot } from '../support/browser.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { until } from '../support/wait.ts';

let demo: Demo;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const whole = { sites: 'all', owners: 'all' };
/** Line by line, as somebody without a mouse types it, and then Enter. */
async function fill(on: Page, ...lines: string[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    if (index > 0) await on.keyboard.press('Tab');
    await on.keyboard.type(line);
  }
  await on.keyboard.press('Enter');
}

const who = (on: Page) => on.getByTestId('who');

/** As a programme in the page would: with its cookie and from its origin. */
function ask(
  on: Page,
  method: string,
  path: string,
  body: object | null = null,
): Promise<{ status: number; body: unknown }> {
  return on.evaluate(
    async ([how, where, said]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        headers,
        ...(said && { body: JSON.stringify(said) }),
      });
      return { status: answer.status, body: (await answer.json()) as unknown };
    },
    [method, path, body] as const,
  );
}

test('PE-9, PE-16 the first start prints a link by which somebody becomes the admin, once', async () => {
  const link = await until(
    'the line with the link',
    () => /Become its admin: (http:\S+)/.exec(demo.output())?.[1],
    (found) => found !== undefined,
  );
  page = await openWall(browser, link ?? '');
  expect(page.url()).not.toContain('link');
  const dialog = page.getByTestId('who-dialog');
  await dialog.waitFor();
  await shoot(page, 'people-first-admin');
  await fill(page, 'boss', 'The Boss', 'correct horse battery', '2468');
  await until(
    'the name in the header',
    () => who(page).textContent(),
    (text) => text === 'The Boss',
  );
  await dialog.waitFor({ state: 'detached' });
  await shoot(page, 'people-signed-in');
  const late = await openWall(browser, link ?? '');
  await late.getByTestId('who-dialog').waitFor();
  await fill(late, 'eve', 'Eve', 'another password');
  await until(
    'the refusal',
    () => late.locator('.problem').textContent(),
    (text) => /no good any more/.test(text ?? ''),
  );
  await late.close();
});

test('PE-16 a console is signed in by keyboard, changes person by PIN, and is revoked', async () => {
  const mei = {
    person: 'mei',
    name: 'Mei Tanaka',
    role: 'operator',
    scope: whole,
    password: 'staple of the trade',
    pin: '1357',
  };
  expect((await ask(page, 'POST', '/people', mei)).status).toBe(201);
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const console1 = await context.newPage();
  await console1.goto(demo.url);
  await console1.waitForSelector('[data-component]');
  await until(
    'the button',
    () => who(console1).textContent(),
    (text) => text === 'Sign in',
  );
  await shoot(console1, 'people-nobody');
  await console1.keyboard.press('i');
  await fill(console1, 'mei', 'staple of the trade');
  await until(
    'Mei in the header',
    () => who(console1).textContent(),
    (text) => text === 'Mei Tanaka',
  );

  const began = performance.now();
  await console1.keyboard.press('i');
  await console1.keyboard.press('1');
  await console1.keyboard.type('2468');
  await console1.keyboard.press('Enter');
  await until(
    'the boss in the header',
    () => who(console1).textContent(),
    (text) => text === 'The Boss',
  );
  console.log(`another person at this console after ${Math.round(performance.now() - began)} ms`);
  expect((await ask(console1, 'GET', '/people')).status).toBe(200);
  await console1.keyboard.press('i');
  await console1.keyboard.press('1');
  await shoot(console1, 'people-change');
  await console1.keyboard.type('1357');
  await console1.keyboard.press('Enter');
  await until(
    'Mei again',
    () => who(console1).textContent(),
    (text) => text === 'Mei Tanaka',
  );
  expect((await ask(console1, 'GET', '/people')).status).toBe(403);

  const { body } = await ask(page, 'GET', '/sessions');
  const { sessions } = body as { sessions: { id: string; person: string }[] };
  const hers = sessions.find(({ person }) => person === 'mei');
  expect((await ask(page, 'DELETE', `/sessions/${hers?.id}`, {})).status).toBe(200);
  expect((await ask(console1, 'GET', '/sessions')).status).toBe(401);
  await console1.reload();
  await until(
    'nobody in the header',
    () => who(console1).textContent(),
    (text) => text === 'Sign in',
  );
  await context.close();
});

test('PE-16 on a phone it is the same, and who signs out is out', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(demo.url);
  await phone.waitForSelector('.by-layer');
  await who(phone).click();
  await shoot(phone, 'people-phone-sign-in');
  await phone.getByLabel('Who', { exact: true }).fill('mei');
  await phone.getByLabel('Password').fill('staple of the trade');
  await phone.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await until(
    'Mei on the phone',
    () => who(phone).textContent(),
    (text) => text === 'Mei Tanaka',
  );
  await shoot(phone, 'people-phone');
  await who(phone).click();
  await shoot(phone, 'people-phone-change');
  await phone.getByRole('button', { name: 'Sign out' }).click();
  await until(
    'nobody',
    () => who(phone).textContent(),
    (text) => text === 'Sign in',
  );
  const session = (await ask(phone, 'GET', '/session')).body as SessionAnswer;
  expect(session).toMatchObject({ accounts: true, reading: 'open', who: null, may: [] });
  await context.close();
});

test('PE-15 of all that was typed and handed over nothing stands in any log', () => {
  const logs = join(demo.data, 'logs');
  const text = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('\n');
  expect(text).toContain('"service":"relay"');
  for (const secret of ['correct horse battery', 'staple of the trade', '"2468"', '"1357"', 'yal_', 'yas_', 'scrypt$'])
    expect(text.includes(secret), secret).toBe(false);
});
