import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer satisfies, or fails with what was seen last. */
export async function until<T>(
  what: string,
  ask: () => Promise<T> | T,
  satisfied: (answer: T) => boolean,
  withinMs = 30_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  let last: unknown = 'nothing';
  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (satisfied(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error; // not up yet, or down on purpose: asked again
    }
    await sleep(50);
  }
  const seen = last instanceof Error ? last.message : JSON.stringify(last);
  throw new Error(`waited ${withinMs} ms for: ${what}; last seen: ${seen?.slice(0, 2000)}`);
}

/** Watches for a while that something never happens. */
export async function never<T>(
  what: string,
  ask: () => Promise<T> | T,
  happens: (answer: T) => boolean,
  forMs: number,
): Promise<void> {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const answer = await Promise.resolve(ask()).catch(() => null);
    if (answer !== null && happens(answer))
      throw new Error(`this must not happen: ${what}: ${JSON.stringify(answer).slice(0, 2000)}`);
    await sleep(50);
  }
}

export { sleep };
