import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from './wait.mjs';

const patience = 10_000;

/** Where the relay leaves its one-time link. @param {string} dataFolder */
export const linkFile = (dataFolder) => join(dataFolder, 'sign-in-link');

/**
 * The address by which somebody becomes an admin, where the relay made one: nobody could let others in, or it was asked for.
 * @param {{ address: string, data: string, asked: boolean }} wanted
 */
export async function findSignInLink({ address, data, asked }) {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    if (!asked && (await hasAccounts(address)) === true) return null;
    const secret = read(linkFile(data));
    if (secret !== null) return `${address}/#link=${secret}`;
    await sleep(100);
  }
  return null;
}

/** @param {string} address @returns {Promise<boolean | null>} null while that cannot be known */
async function hasAccounts(address) {
  try {
    const answer = await fetch(`${address}/api/v1/session`, { signal: AbortSignal.timeout(1000) });
    const { accounts } = /** @type {{ accounts?: unknown }} */ (await answer.json());
    return typeof accounts === 'boolean' ? accounts : null;
  } catch {
    // It will answer, or the wait ends.
    return null;
  }
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8') || null;
  } catch {
    // Not there yet, or never.
    return null;
  }
}
