import { afterEach } from 'vitest';
import { openPages } from './browser.ts';

const mostLetters = 4000;

/** What stood on the pages when a test failed: of a failure that comes once in a hundred runs there is nothing else to read. */
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const page of openPages()) {
    const text = await page.evaluate(() => document.body.innerText).catch((error: unknown) => String(error));
    process.stderr.write(`--- ${task.name}: ${page.url()}\n${text.slice(0, mostLetters)}\n`);
  }
});
