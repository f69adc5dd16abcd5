import { explainAnswerSchema } from '@yagura/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cover, shoot } from '../support/browser.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { get } from '../support/stand.ts';
import { until } from '../support/wait.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ perSite: 6 });
});
afterAll(() => scene?.end());

const state = () => scene.page.getByTestId('panel-state').textContent();

test('WI-23, WI-24, EX-3 a silent component is found, opened and explained with the keyboard alone', async () => {
  const { page, beating, ids, stand } = scene;
  const [id = ''] = ids;
  beating.silence(id);
  await page.waitForSelector(`[data-component="${id}"][data-health="down"]`, { timeout: 20_000 });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('dialog').getAttribute('data-panel')).toBe(id);
  expect(new URL(page.url()).hash).toBe(`#component=${id}`);
  await until('the panel to say down', state, (said) => /^DOWN for \d+ s/.test(said ?? ''));
  const panel = () => page.getByRole('dialog').textContent();
  // On a busy machine the embedded Postgres takes its time to start; nothing else waits for it.
  await until('the history to be told', panel, (said) => said?.includes('OK → DOWN') ?? false, 90_000);
  expect(await panel()).toMatch(/Nothing heard since .*Clears with any beat; then 3 good beats/s);
  await shoot(page, 'explain-down');
  const answer = explainAnswerSchema.parse(await get(`${stand.url}/api/v1/components/${id}/explain`));
  expect(answer.because[0]).toMatchObject({ code: 'silent', clears: 'any beat' });
  beating.resume(id);
  await until('the panel to follow its recovery', state, (said) => said?.startsWith('OK') ?? false, 60_000);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-component'))).toBe(id);
}, 240_000);

test('WI-25, WI-26 a link opens it, and nothing in it is ok once the relay is gone', async () => {
  const { page, stand, ids } = scene;
  const id = ids[1] ?? '';
  await page.goto(`${stand.url}/#component=${id}`);
  await page.reload();
  await until('the panel to say ok', state, (said) => said?.startsWith('OK') ?? false);
  await stand.relay.stop();
  await until(
    'the cover',
    () => cover(page),
    (kind) => kind === 'offline',
  );
  expect(await state()).toMatch(/^NO SIGHT/);
  expect(await page.getByRole('dialog').getAttribute('data-health')).toBe('no-sight');
  await until(
    'the words to be dated',
    () => page.textContent('.panel-note'),
    (said) => (said ?? '').startsWith('These words are from'),
  );
  await shoot(page, 'explain-offline');
});
