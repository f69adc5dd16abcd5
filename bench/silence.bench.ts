import { setTimeout as sleep } from 'node:timers/promises';
import { measureBareTrips } from './support/bare-trip.ts';
import { componentCount } from './support/bodies.ts';
import { printFigure } from './support/figure.ts';
import { candidates, openLiveDesk } from './support/live-desk.ts';
import { redisUrlOfBench } from './support/need-redis.ts';
import { spreadOf, type Spread } from './support/percentile.ts';

const count = 240;
const everyMs = 160;
const patienceMs = 6000;
const budgets = { p50: 6, p99: 20 } as const;

interface Noticed {
  readonly deadline: number;
  readonly seenAt: number;
}

const bare = await measureBareTrips(redisUrlOfBench(), { count, everyMs: 15, timerMs: 300 });
const silenced = new Set<string>();
const noticed = new Map<string, Noticed>();
const wrong = { falseDown: 0, noSight: 0 };
const live = await openLiveDesk(({ component, to, since, seenAt }) => {
  if (to === 'no-sight') wrong.noSight += 1;
  if (to !== 'down') return;
  if (!silenced.has(component)) wrong.falseDown += 1;
  else if (!noticed.has(component)) noticed.set(component, { deadline: since, seenAt });
});

/** It beats again as soon as it was noticed, so that few are down at once and no site looks dark. */
async function fallSilent(component: string): Promise<void> {
  silenced.add(component);
  await live.silence(component);
  for (const end = performance.now() + patienceMs; performance.now() < end && !noticed.has(component);)
    await sleep(100);
  await live.resume(component);
}

const aheadBefore = await live.screen.deskAhead();
const silences: Promise<void>[] = [];
for (const component of candidates.slice(0, count)) {
  silences.push(fallSilent(component));
  await sleep(everyMs + Math.random() * 20);
}
await Promise.all(silences);
const aheadAfter = await live.screen.deskAhead();
const { refused, lost } = await live.stop();

// Desk time may be slewed meanwhile; what it moved is told beside the figure.
const ahead = (aheadBefore + aheadAfter) / 2;
const spread: Spread = spreadOf([...noticed.values()].map(({ deadline, seenAt }) => seenAt + ahead - deadline));
const detail = {
  samples: spread.samples,
  unnoticed: count - noticed.size,
  ...wrong,
  worst: spread.worst,
  clockMoved: Math.abs(aheadAfter - aheadBefore),
  refused,
  lost,
};
for (const name of ['p50', 'p99'] as const)
  printFigure({
    figure: `silence → noticed after its deadline, ${componentCount} components, ${name}`,
    value: spread[name],
    unit: 'ms',
    limit: { what: 'the same hops bare: a timer, Redis, a process, Redis, a process, a websocket', value: bare[name] },
    budget: {
      text: `${name} ≤ ${budgets[name]} ms and no false down`,
      kept: spread[name] <= budgets[name] && wrong.falseDown === 0 && noticed.size === count,
    },
    detail,
  });
