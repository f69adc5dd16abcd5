import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { identityOf, isAlive, parseIdentity, sendSignal } from './process-identity.mjs';
import { until } from './wait.mjs';

/**
 * A store's folder must never have two servers at work in it. The file names the last one; a survivor (its guardian was killed, or it was
 * too busy to notice that its supervisor had gone) is ended before a new one starts.
 * @param {string} file
 */
export async function endPreviousOwner(file) {
  const previous = readOwner(file);
  if (previous === undefined || previous.pid === process.pid || !isAlive(previous)) return;
  sendSignal(previous.pid, 'SIGTERM');
  if (await until(() => !isAlive(previous), { timeout: 3000 })) return;
  sendSignal(previous.pid, 'SIGKILL');
  await until(() => !isAlive(previous), { timeout: 5000 });
}

/** @param {string} file @param {number} pid */
export function recordOwner(file, pid) {
  const temporary = `${file}.new`;
  writeFileSync(temporary, JSON.stringify(identityOf(pid)));
  renameSync(temporary, file);
}

/** @param {string} file */
function readOwner(file) {
  try {
    return parseIdentity(readFileSync(file, 'utf8'));
  } catch {
    // No file: nobody was here before.
    return undefined;
  }
}
