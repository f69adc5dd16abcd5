import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { startBareChain } from './bare-chain.ts';
import { pageAhead, paintsOf, preparePage, watchPaints } from './painted.ts';
import { spreadOf, type Spread } from './percentile.ts';
import { createPoster } from './post.ts';

/** From a post through the bare hops to a page that does nothing but take on another colour. */
export async function measureBarePaint(
  browser: Browser,
  redisUrl: string,
  plan: { readonly count: number; readonly everyMs: number },
): Promise<Spread> {
  const chain = await startBareChain(redisUrl);
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const poster = createPoster(chain.postPort, '/', 'none');
  try {
    await page.goto(`http://127.0.0.1:${chain.socketPort}`);
    await preparePage(page);
    await page.evaluate(openSocket);
    await watchPaints(page, { attribute: 'data-lit', value: 'yes', name: 'data-trip' });
    const ahead = await pageAhead(page);
    const sent = new Map<string, number>();
    for (let index = 0; index < plan.count; index++) {
      const { sentAt, answered } = poster.post({ id: `trip-${index}` });
      sent.set(`trip-${index}`, sentAt);
      await answered;
      await sleep(plan.everyMs + Math.random() * 20);
    }
    const paints = await paintsOf(page);
    return spreadOf(paints.map(({ name, paintedAt }) => paintedAt - ahead - (sent.get(name) ?? Number.NaN)));
  } finally {
    poster.close();
    await page.close();
    await chain.stop();
  }
}

/** Runs in the page: each message lights the tile, which goes out again well before the next. */
function openSocket(): Promise<void> {
  const tile = document.querySelector<HTMLElement>('#tile');
  const socket = new WebSocket(`ws://${location.host}`);
  socket.addEventListener('message', ({ data }) => {
    if (!tile) return;
    tile.dataset['trip'] = (JSON.parse(String(data)) as { id: string }).id;
    tile.dataset['lit'] = 'yes';
    tile.style.background = '#c33';
    setTimeout(() => {
      tile.dataset['lit'] = 'no';
      tile.style.background = '#123';
    }, 40);
  });
  return new Promise((resolve) => socket.addEventListener('open', () => resolve()));
}
