import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser, openWall } from '../e2e/support/browser.ts';
import { measureBarePaint } from './support/bare-paint.ts';
import { componentCount } from './support/bodies.ts';
import { printFigure } from './support/figure.ts';
import { candidates, openLiveDesk, screenCount } from './support/live-desk.ts';
import { redisUrlOfBench } from './support/need-redis.ts';
import { pageAhead, paintsOf, watchPaints } from './support/painted.ts';
import { spreadOf } from './support/percentile.ts';
import { sayDown } from './support/say-down.ts';

const count = 200;
const everyMs = 150;
const budgetMs = 100;

const browser = await openBrowser();
const bare = await measureBarePaint(browser, redisUrlOfBench(), { count: 120, everyMs: 60 });
// The wall is one of the screens, and one more tells whether all is well before it begins.
const live = await openLiveDesk(() => undefined, screenCount - 2);
const page = await openWall(browser, live.stand.url);
await sleep(3000);
await watchPaints(page, { attribute: 'data-health', value: 'down', name: 'data-component' });
const ahead = await pageAhead(page);
const said = await sayDown(live.poster, candidates.slice(0, count), everyMs);
await sleep(2000);
const paints = new Map((await paintsOf(page)).toReversed().map((paint) => [paint.name, paint.paintedAt - ahead]));
await browser.close();
const { refused, lost } = await live.stop();

const seen = said.flatMap(({ component, sentAt }) => {
  const paintedAt = paints.get(component);
  return paintedAt === undefined ? [] : [paintedAt - sentAt];
});
const spread = spreadOf(seen);
const detail = { samples: spread.samples, unseen: count - seen.length, worst: spread.worst, refused, lost };
for (const name of ['p50', 'p99'] as const)
  printFigure({
    figure: `a beat that changes a health → painted pixel, ${componentCount} at 1 Hz, ${screenCount} screens, ${name}`,
    value: spread[name],
    unit: 'ms',
    limit: { what: 'the same hops bare, to a page that only takes on another colour', value: bare[name] },
    budget: { text: `p99 ≤ ${budgetMs} ms`, kept: spread.p99 <= budgetMs && seen.length === count },
    detail,
  });
