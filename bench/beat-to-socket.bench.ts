import { measureBareTrips } from './support/bare-trip.ts';
import { printFigure } from './support/figure.ts';
import { candidates, openLiveDesk, screenCount } from './support/live-desk.ts';
import { redisUrlOfBench } from './support/need-redis.ts';
import { createNotes } from './support/notes.ts';
import { spreadOf } from './support/percentile.ts';
import { sayDown } from './support/say-down.ts';
import { componentCount } from './support/bodies.ts';

const count = 200;
const everyMs = 120;
const patienceMs = 5000;

const bare = await measureBareTrips(redisUrlOfBench(), { count, everyMs: 15 });
const notes = createNotes();
const live = await openLiveDesk(({ component, to, seenAt }) => {
  if (to === 'down') notes.note(component, seenAt);
});
const said = await sayDown(live.poster, candidates.slice(0, count), everyMs);
const taken = await Promise.all(
  said.map(async ({ component, sentAt }) => {
    const seenAt = await notes.of(component, patienceMs);
    return seenAt === null ? null : seenAt - sentAt;
  }),
);
const gaps = live.screen.gaps();
const { refused, lost } = await live.stop();
const seen = taken.filter((time) => time !== null);
const spread = spreadOf(seen);
const limit = 'the same hops bare: HTTP, Redis, a process, Redis, a process, a websocket';
const what = `a beat that changes a health → socket client, ${componentCount} at 1 Hz, ${screenCount} screens`;
const detail = { samples: spread.samples, unseen: count - seen.length, worst: spread.worst, gaps, refused, lost };
for (const name of ['p50', 'p99'] as const)
  printFigure({
    figure: `${what}, ${name}`,
    value: spread[name],
    unit: 'ms',
    limit: { what: limit, value: bare[name] },
    detail,
  });
