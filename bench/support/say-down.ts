import { setTimeout as sleep } from 'node:timers/promises';
import type { Poster } from './post.ts';

export interface Said {
  readonly component: string;
  readonly sentAt: number;
}

/** One component after the other says "down" once; what others said of it goes on, so that it recovers and alarms stay few. */
export async function sayDown(
  poster: Poster,
  components: readonly string[],
  everyMs: number,
): Promise<readonly Said[]> {
  const said: Said[] = [];
  for (const component of components) {
    const { sentAt, answered } = poster.post({ component, status: 'down', message: 'told by the bench' });
    said.push({ component, sentAt });
    const status = await answered;
    if (status !== 202) throw new Error(`the collector answered ${status}`);
    // Not in step with anything that happens every so many milliseconds.
    await sleep(everyMs + Math.random() * 20);
  }
  return said;
}
