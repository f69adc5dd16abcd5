import { join } from 'node:path';
import { takeLock } from './lock.mjs';
import { tools } from './paths.mjs';
import { sleep } from './wait.mjs';

/**
 * Installs and builds write into the checkout, which several starts (with data folders of their own) and test runs may share: one at a time.
 * @template T
 * @param {() => Promise<T>} work
 */
export async function oneAtATime(work) {
  for (;;) {
    const outcome = takeLock(join(tools, 'setup.lock'), 'start it as the user who owns the checkout');
    if (outcome.kind === 'held') {
      await sleep(200);
      continue;
    }
    try {
      return await work();
    } finally {
      outcome.release();
    }
  }
}
