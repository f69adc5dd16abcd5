import { setTimeout as sleep } from 'node:timers/promises';
import { beat, type Beating } from '../e2e/support/beats.ts';
import { openBrowser, openWall } from '../e2e/support/browser.ts';
import { senderToken } from '../e2e/support/desk-text.ts';
import { allOk } from '../e2e/support/scene.ts';
import { startStand } from '../e2e/support/stand.ts';
import { listenEmpty } from './support/empty-listener.ts';
import { printFigure } from './support/figure.ts';
import { watchMainThread } from './support/main-thread.ts';
import { wallDesk } from './support/wall-desk.ts';

const counts = [200, 1000, 3000] as const;
const seconds = 20;
const changesEveryMs = 500;
/** Of each second, at 1,000 components. */
const budgetMs = 100;

/** One component after the other is degraded for a while, as on a restless day. */
function trouble(beating: Beating, ids: readonly string[]): () => void {
  let at = 0;
  const timer = setInterval(() => {
    const [now = '', before = ''] = [ids[(at * 7) % ids.length], ids[((at - 4) * 7) % ids.length]];
    beating.say(now, { status: 'degraded', message: 'on trial' });
    if (at >= 4) beating.say(before, { status: 'ok' });
    at += 1;
  }, changesEveryMs);
  return () => clearInterval(timer);
}

async function measure(count: number): Promise<void> {
  const { text, ids } = wallDesk(count);
  const stand = await startStand(text);
  const beating = beat(stand.collectorPort, senderToken, ids);
  const browser = await openBrowser();
  let calm = () => {};
  try {
    await allOk(stand, count);
    calm = trouble(beating, ids);
    const empty = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await listenEmpty(empty, stand.url);
    await sleep(2000);
    const limit = await watchMainThread(empty, seconds / 2);
    await empty.close();
    const page = await openWall(browser, stand.url, undefined, '.tile, canvas.tiles');
    await sleep(5000);
    const wall = await watchMainThread(page, seconds);
    printFigure({
      figure: `main thread of a wall of ${count} components, figures every 2 s and 2 changes a second`,
      value: wall.busyMs,
      unit: 'ms/s',
      limit: { what: 'an empty page that parses the same messages', value: limit.busyMs },
      ...(count === 1000 && {
        budget: { text: `at most ${budgetMs} ms/s, a tenth of a core`, kept: wall.busyMs <= budgetMs },
      }),
      detail: { longestTaskMs: wall.longestMs, picture: await page.locator('canvas.tiles').count() },
    });
  } finally {
    calm();
    beating.stop();
    await browser.close();
    await stand.stop();
  }
}

for (const count of counts) await measure(count);
