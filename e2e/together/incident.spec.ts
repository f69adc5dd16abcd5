import type { IncidentsAnswer } from '@yagura/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openWall, shoot } from '../support/browser.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { until } from '../support/wait.ts';

let demo: Demo;
let browser: Browser;
let wall: Page;
let phone: Page;
const password = 'correct horse battery';

beforeAll(async () => {
  demo = await startDemo();
  browser = await openBrowser();
  const link = /Become its admin: (http:\S+)/.exec(demo.output())?.[1] ?? '';
  wall = await openWall(browser, link);
  await wall.getByTestId('who-dialog').waitFor();
  await write(wall, 'anna', 'Anna Ito', password, '2468');
  await wall.getByTestId('who-dialog').waitFor({ state: 'detached' });
  const bob = { person: 'bob', name: 'Bob Bell', role: 'operator', scope: { sites: 'all', owners: 'all' }, password };
  expect(await ask(wall, 'POST', '/people', bob)).toBeLessThan(300);
  phone = await openWall(browser, demo.url, { width: 390, height: 844 }, '[data-testid="wall"]');
  await phone.keyboard.press('i');
  await write(phone, 'bob', password);
  await phone.getByTestId('who-dialog').waitFor({ state: 'detached' });
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Line by line, as somebody without a mouse types it, and then Enter. */
async function write(on: Page, ...lines: string[]): Promise<void> {
  await on.getByTestId('who-dialog').waitFor();
  for (const [index, line] of lines.entries()) {
    if (index > 0) await on.keyboard.press('Tab');
    await on.keyboard.type(line);
  }
  await on.keyboard.press('Enter');
}

/** As a programme in the page would: with its cookie and from its origin. */
function ask(on: Page, method: string, path: string, body: object): Promise<number> {
  return on.evaluate(
    async ([how, where, said]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/api/v1${where}`, { method: how, headers, body: JSON.stringify(said) })).status;
    },
    [method, path, body] as const,
  );
}

async function incidents(): Promise<IncidentsAnswer['incidents']> {
  const answer = await fetch(`${demo.url}/api/v1/incidents`);
  return ((await answer.json()) as IncidentsAnswer).incidents; // what the contract says
}

const said = (on: Page, text: string) => on.getByText(text).first().waitFor({ timeout: 15_000 });
const press = (on: Page, name: string) => on.getByRole('button', { name }).first().click();

test('IN-30 a component fails, is taken on a phone, worked around, fixed, and closed with a reason', async () => {
  expect(await ask(wall, 'POST', '/show-me/kill-gateway', {})).toBeLessThan(300);
  await wall.locator('[data-alarm]').waitFor({ timeout: 15_000 });
  await said(wall, 'take by');
  await shoot(wall, 'incident-open');

  await phone.locator('[data-alarm] .alarm-name').click();
  await press(phone, 'T Take');
  await said(phone, 'Done: taken.');
  await shoot(phone, 'incident-taken-on-a-phone');
  await said(wall, 'bob until');

  // What somebody else has is theirs: only a word about it is everybody's.
  await wall.locator('[data-alarm] .alarm-name').click();
  await said(wall, 'Note');
  expect(await wall.getByRole('button', { name: 'T Take' }).count()).toBe(0);
  await wall.keyboard.press('n');
  await wall.keyboard.type('The exchange says that it is well');
  await wall.keyboard.press('Enter');
  await said(wall, 'Done: noted.');
  await shoot(wall, 'incident-noted');
  await wall.keyboard.press('Escape');

  await press(phone, 'Workaround');
  await phone.keyboard.type('Sent by the other gateway');
  await phone.keyboard.press('Enter');
  await said(phone, 'Done: workaround.');
  await said(wall, 'workaround');
  await press(phone, 'C Close');
  await phone.keyboard.press('Escape');
});

test('IN-30 what recovered waits on the rail until somebody closes it', async () => {
  await wall.locator('.waiting').waitFor({ timeout: 90_000 });
  await shoot(wall, 'incident-waiting');
  await phone.keyboard.press('Escape');
  await phone.keyboard.press('l');
  await phone.locator('[data-incident]').first().click();
  // A fact beside it, in the relay's words: only the name is typed.
  const gateway = (await incidents())[0]?.members[0] ?? '';
  await phone.getByRole('button', { name: 'A Attach' }).waitFor();
  await phone.keyboard.press('a');
  await phone.getByLabel('State of').fill(gateway);
  await phone.keyboard.press('Enter');
  await said(phone, 'Done: attached.');
  await phone.locator('.facts', { hasText: gateway }).waitFor();
  await shoot(phone, 'incident-page-on-a-phone');
  await phone.keyboard.press('f');
  await press(phone, 'Fixed');
  await phone.getByLabel('What fixed it').fill('It came back by itself');
  await phone.keyboard.press('Enter');
  await said(phone, 'Done: fixed.');
  await press(phone, 'C Close');
  await phone.getByLabel('In a sentence').fill('Restarted by its supervisor');
  await phone.keyboard.press('Enter');
  const [closed] = await until('the incident to be closed', incidents, ([first]) => first?.state === 'closed');
  expect(closed).toMatchObject({
    closed: { reason: 'acted', by: 'bob', text: 'Restarted by its supervisor' },
    owner: null,
  });
  expect(closed?.log.map(({ what, by }) => `${by ?? ''} ${what}`)).toEqual([
    ' opened',
    'bob taken',
    'anna noted',
    'bob workaround',
    ' recovered',
    'bob attached',
    'bob fixed',
    'bob closed',
  ]);
  await wall.locator('.waiting').waitFor({ state: 'detached', timeout: 15_000 });
});
