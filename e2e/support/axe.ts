import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A tile shows "ldn-1 DOWN 42 s" and says "LDN gateway 1, down for 42 seconds, because …": the short form of the same, which nobody should hear twice. */
const shortNames = 'label-content-name-mismatch';

interface WithAxe extends Window {
  axe?: { run(): Promise<AxeResults> };
}

/** What this page withholds from somebody who uses a keyboard or a voice: rule, what is wrong, and where. */
export async function barriersOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    () => (window as WithAxe).axe?.run() ?? Promise.reject(new Error('no axe')),
  );
  return violations.flatMap(({ id, help, nodes }) => {
    const barred = nodes.filter(({ html }) => !(id === shortNames && html.includes('data-component=')));
    if (barred.length === 0) return [];
    const where = barred.slice(0, 4).map(({ html }) => html.slice(0, 160));
    return [
      `${id}: ${help}\n    ${where.join('\n    ')}${barred.length > 4 ? `\n    + ${barred.length - 4} more` : ''}`,
    ];
  });
}
