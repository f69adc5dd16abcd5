import { readFileSync, writeFileSync } from 'node:fs';
import { explainAnswerSchema, type CalendarOverride } from '@yagura/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shoot } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { signIn } from '../support/sign-in.ts';
import { get } from '../support/stand.ts';
import { until } from '../support/wait.ts';

const id = 'gw-ldn-1';
const said = { calendar: 'XLON', author: 'Mei', reason: 'The venue says so.' };
let scene: Scene;
let cookie: string;
beforeAll(async () => {
  scene = await openScene({ perSite: 6 });
  const { stand, page } = scene;
  cookie = await signIn(stand, { person: 'mei', name: said.author });
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: stand.url }]);
});
afterAll(() => scene?.end());

test('EX-10, WI-27 what `O` says of today stands in the header at once, and still when relay and engine came back', async () => {
  const { page, stand } = scene;
  const desk = readFileSync(stand.deskFile, 'utf8');
  writeFileSync(stand.deskFile, desk.replace(`id: ${id}\n`, `id: ${id}\n    calendar: XLON\n`));
  const { date } = (await until('the calendar to be followed', standing, (known) => known !== null, 20_000))!.today;
  // Whatever day and hour it is: today it trades.
  await say({ ...said, date, open: '00:00', close: '23:59' });
  await until('the market to be open', header, (text) => text.includes('XLON open'));
  await page.goto(`${stand.url}/#component=${id}`);
  await page.reload();
  await page.waitForSelector('[role=dialog]');
  await page.getByRole('dialog').getByText('XLON is open').waitFor();
  await page.keyboard.press('o');
  await page.getByLabel('Closed today').check();
  await page.getByLabel('Reason').fill(said.reason);
  await page.getByRole('button', { name: 'Record' }).click();
  await until('the market to be closed', header, (text) => text.includes('XLON closed'));
  await page.getByRole('dialog').getByText('XLON is closed').waitFor();
  await shoot(page, 'override');
  for (const engine of stand.engines) {
    await engine.kill();
    await until(
      'the board to be blind',
      () => stand.board(),
      ({ live }) => !live,
    );
    engine.start();
  }
  await stand.relay.kill();
  stand.relay.start();
  await until(
    'both to be back',
    () => stand.board(),
    ({ live }) => live,
    60_000,
  );
  expect((await standing())?.market.phase).toBe('closed');
  await until('the header to say it again', header, (text) => text.includes('XLON closed'), 30_000);
});

const header = async () =>
  (await scene.page.getByRole('list', { name: /^Markets/ }).textContent({ timeout: 500 })) ?? '';

async function standing() {
  const answer = explainAnswerSchema.parse(await get(`${scene.stand.url}/api/v1/components/${id}/explain`));
  return answer.calendars?.follows ?? null;
}

async function say(override: CalendarOverride): Promise<void> {
  const headers = { 'content-type': 'application/json', cookie };
  const body = JSON.stringify(override);
  const answer = await fetch(`${scene.stand.url}/api/v1/overrides`, { method: 'POST', headers, body });
  expect(answer.status).toBe(202);
}
