import { afterEach } from 'vitest';
import { openPages } from './browser.ts';

const mostLetters = 4000;
/** By this the report of a run finds it among all that was printed. */
const onPage = (line: string) => `on the page: ${line}\n`;

/** What stood on the pages when a test failed: of a failure that comes once in a hundred runs there is nothing else to read. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const page of openPages()) {
    const text = await page.evaluate(() => document.body.innerText).catch((error: unknown) => String(error));
    const said = `${task.name}: ${page.url()}\n${text.slice(0, mostLetters)}`;
    process.stderr.write(`${said.split('\n').map(onPage).join('')}\n`);
  }
});
