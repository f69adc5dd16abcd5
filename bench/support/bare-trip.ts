import { setTimeout as sleep } from 'node:timers/promises';
import { startBareChain } from './bare-chain.ts';
import { openBareWebsocket } from './bare-websocket.ts';
import { createNotes } from './notes.ts';
import { createPoster, stamp } from './post.ts';
import { spreadOf, type Spread } from './percentile.ts';

const patienceMs = 3000;

interface Trip {
  readonly id: string;
  readonly due?: number;
}

/** How long the bare hops take: from a post, or from the instant that a timer at the first hop was set to. */
export async function measureBareTrips(
  redisUrl: string,
  plan: { readonly count: number; readonly everyMs: number; readonly timerMs?: number },
): Promise<Spread> {
  const chain = await startBareChain(redisUrl);
  const notes = createNotes();
  const dues = new Map<string, number>();
  const socket = await openBareWebsocket(chain.socketPort, (text) => {
    const seenAt = stamp();
    const { id, due } = JSON.parse(text) as Trip; // our own hops wrote it
    if (due !== undefined) dues.set(id, due);
    notes.note(id, seenAt);
  });
  const poster = createPoster(chain.postPort, '/', 'none');
  const trips: Promise<number | null>[] = [];
  try {
    for (let index = 0; index < plan.count; index++) {
      const id = `trip-${index}`;
      const { sentAt, answered } = poster.post(plan.timerMs === undefined ? { id } : { id, inMs: plan.timerMs });
      trips.push(notes.of(id, patienceMs).then((seenAt) => seenAt && seenAt - (dues.get(id) ?? sentAt)));
      await answered;
      await sleep(plan.everyMs + Math.random() * 5);
    }
    const taken = (await Promise.all(trips)).filter((trip) => trip !== null);
    // The first ones warm everything up.
    return spreadOf(taken.slice(Math.floor(taken.length / 10)));
  } finally {
    poster.close();
    socket.close();
    await chain.stop();
  }
}
