import { setTimeout as sleep } from 'node:timers/promises';
import { incidentOf } from '@yagura/testkit';
import type { Page } from 'playwright-core';
import pg from 'pg';
import { openBrowser, openWall } from '../e2e/support/browser.ts';
import { deskOf } from '../e2e/support/desk-text.ts';
import { startStand, type Stand } from '../e2e/support/stand.ts';
import { until } from '../e2e/support/wait.ts';
import { printFigure } from './support/figure.ts';
import { preparePage } from './support/painted.ts';
import { spreadOf } from './support/percentile.ts';

const incidents = 10_000;
/** More would be a message that the embedded Postgres refuses. */
const rowsPerStatement = 100;
const scrollMs = 5000;
const budgetMs = 50;

/** As an engine would have stored them over the months. */
async function store(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // At the end its server stops before the connection has gone.
  client.on('error', () => undefined);
  await client.connect();
  for (let first = 1; first <= incidents; first += rowsPerStatement) {
    const rows = Array.from({ length: rowsPerStatement }, (_, index) => {
      const number = first + index;
      const record = incidentOf({ id: `component:gw-${number % 97}@${number}`, number, state: 'closed' });
      return { id: record.id, number, state: 'closed', priority: 2, occurred: number, revision: 1, record };
    });
    await client.query(
      `INSERT INTO yagura.incidents SELECT row.* FROM json_to_recordset($1) AS row (
         id text, number bigint, state text, priority integer, occurred bigint, revision bigint, record jsonb)`,
      [JSON.stringify(rows)],
    );
  }
  await client.end();
}

/** Runs in the page: from the first line to the last in so long, and how far apart the frames were meanwhile. */
async function scrollThrough([selector, lastsMs]: readonly [string, number]): Promise<number[]> {
  const box = document.querySelector(selector);
  if (box === null) throw new Error(`there is no ${selector}`);
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const gaps: number[] = [];
  const begins = await frame();
  for (let last = begins; last < begins + lastsMs;) {
    box.scrollTop = ((last - begins) / lastsMs) * (box.scrollHeight - box.clientHeight);
    const now = await frame();
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}

/** The whole list: who looks for the end gets page after page. */
async function loadAll(page: Page): Promise<number> {
  const began = performance.now();
  await until(
    'every incident to be listed',
    async () => {
      await page.keyboard.press('End');
      return Number(await page.locator('.row').first().getAttribute('aria-setsize'));
    },
    (listed) => listed >= incidents,
    60_000,
  );
  return performance.now() - began;
}

async function measure(stand: Stand) {
  const browser = await openBrowser();
  try {
    const bare = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await bare.setContent('<div id="box" style="height:900px;overflow:auto"><div style="height:460000px"></div></div>');
    await preparePage(bare);
    const limit = spreadOf(await bare.evaluate(scrollThrough, ['#box', scrollMs] as const));
    await bare.close();
    const page = await openWall(browser, `${stand.url}/incidents`, undefined, '.row');
    await preparePage(page);
    const loadedMs = await loadAll(page);
    await sleep(1000);
    const spread = spreadOf(await page.evaluate(scrollThrough, ['.rows', scrollMs] as const));
    const rows = await page.locator('.row').count();
    return { limit, spread, loadedMs, rows };
  } finally {
    await browser.close();
  }
}

const stand = await startStand(deskOf(2).text);
try {
  await until('the tables to be made', () => store(stand.env.DATABASE_URL).then(() => true), Boolean);
  const { limit, spread, loadedMs, rows } = await measure(stand);
  for (const name of ['p50', 'p99'] as const)
    printFigure({
      figure: `between two frames while ${incidents} incidents are scrolled through in ${scrollMs / 1000} s, ${name}`,
      value: spread[name],
      unit: 'ms',
      limit: { what: 'the same way through an empty box', value: limit[name] },
      budget: { text: `p99 ≤ ${budgetMs} ms`, kept: spread.p99 <= budgetMs },
      detail: { frames: spread.samples, worst: spread.worst, loadedMs, rowsInThePage: rows },
    });
} finally {
  await stand.stop();
}
