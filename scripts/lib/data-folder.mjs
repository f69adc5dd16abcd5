import { randomBytes } from 'node:crypto';
import { readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, Failure, fileFailure } from './failure.mjs';
import { takeLock } from './lock.mjs';
import { makeFolder } from './make-folder.mjs';

const needed = 300 * 1024 * 1024;

/** @param {string} folder */
export function checkSpace(folder, wanted = needed) {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= wanted) return;
  const megabytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 1024 / 1024)} MB`;
  throw new Failure(
    `Only ${megabytes(free)} of disk space are free at ${folder} and ${megabytes(wanted)} are needed; free some, or choose another folder with --data DIR.`,
  );
}

/**
 * Makes the folder ours: it exists, can be written, has room, and nobody else works in it.
 * @param {string} folder
 */
export function claimDataFolder(folder) {
  try {
    makeFolder(join(folder, 'logs'));
    makeFolder(join(folder, 'spool'));
  } catch (error) {
    throw fileFailure(error, folder);
  }
  checkSpace(folder);
  const outcome = takeLock(join(folder, 'lock'));
  if (outcome.kind === 'taken') return outcome.release;
  throw new Failure(
    `Yagura already runs on the data folder ${folder} (process ${outcome.pid}); stop that one, or choose another folder with --data DIR.`,
  );
}

/**
 * A secret that this data folder keeps for itself, made at first use.
 * @param {string} folder @param {string} name
 */
export function keepToken(folder, name) {
  const path = join(folder, name);
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw fileFailure(error, path);
  }
  const token = readFileSync(path, 'utf8').trim();
  if (token === '') throw new Failure(`${path} is empty; delete it and start again.`);
  return token;
}
