import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codeOf, fileFailure } from './failure.mjs';
import { makeFolder } from './make-folder.mjs';
import { identityOf, isAlive, parseIdentity } from './process-identity.mjs';

/**
 * @typedef {{ kind: 'taken', release: () => void } | { kind: 'held', pid: number }} LockOutcome
 */

/**
 * A lock is a file that names its owner by pid and start time. One whose owner is gone (kill -9, power) is taken over.
 * @param {string} path
 * @param {string} [remedy] what to do when there is no writing there
 * @returns {LockOutcome}
 */
export function takeLock(path, remedy) {
  const own = `${path}.${process.pid}`;
  try {
    makeFolder(dirname(path));
    writeFileSync(own, JSON.stringify(identityOf(process.pid)), { mode: 0o600 });
  } catch (error) {
    throw fileFailure(error, dirname(path), remedy);
  }
  try {
    for (;;) {
      // A link comes to be whole or not at all, and never over another: two that begin together cannot both succeed.
      if (tryLink(own, path)) return { kind: 'taken', release: () => release(path) };
      const owner = readOwner(path);
      if (owner !== undefined && isAlive(owner)) return { kind: 'held', pid: owner.pid };
      putAside(path, `${own}.stale`);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {string} from @param {string} to */
function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw fileFailure(error, dirname(to));
  }
}

/** @param {string} path */
function readOwner(path) {
  try {
    return parseIdentity(readFileSync(path, 'utf8'));
  } catch (error) {
    // Released between our two looks.
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileFailure(error, path);
  }
}

/**
 * Between seeing that a lock is stale and moving it away, somebody else may have done so and taken it: then it is put back.
 * @param {string} path @param {string} aside
 */
function putAside(path, aside) {
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw fileFailure(error, path);
  }
  const moved = readOwner(aside);
  if (moved !== undefined && isAlive(moved)) tryLink(aside, path);
  rmSync(aside, { force: true });
}

/** @param {string} path */
function release(path) {
  const owner = readOwner(path);
  if (owner?.pid === process.pid) rmSync(path, { force: true });
}
