/** @param {number} milliseconds @returns {Promise<void>} */
export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks until the answer is yes or the time is over.
 * @param {() => boolean | Promise<boolean>} ask
 * @param {{ timeout: number, every?: number }} options
 */
export async function until(ask, { timeout, every = 50 }) {
  const end = performance.now() + timeout;
  while (!(await ask())) {
    if (performance.now() >= end) return false;
    await sleep(every);
  }
  return true;
}
