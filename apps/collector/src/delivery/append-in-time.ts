import type { Entry } from '@yagura/contract';
import type { BeatLog } from '@yagura/streams';

/** After this the outcome is unknown, and the entries are told again later: the engine counts them once. */
export const appendWithinMs = 1000;

/** Timers run before arrivals are looked at: after a pause of our own the answer may already lie in the socket. */
export function appendInTime(log: BeatLog, entries: readonly Entry[], withinMs = appendWithinMs): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer from Redis within ${withinMs} ms`));
    const timer = setTimeout(() => setImmediate(late), withinMs);
    log.append(entries).then(
      () => {
        clearTimeout(timer);
        resolve();
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
