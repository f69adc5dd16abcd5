import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFailure } from './failure.mjs';

/** The kernel keeps a socket's path in 108 bytes (104 on some systems), its end included. @param {string} path */
export const fitsSocket = (path) => process.platform !== 'win32' && Buffer.byteLength(path) < 104;

/** A folder that only this user can enter (mkdtemp makes it 0700), with a short path. */
export function makeSocketFolder() {
  const path = join(tmpdir(), 'yagura-');
  try {
    return mkdtempSync(path);
  } catch (error) {
    throw fileFailure(error, tmpdir());
  }
}

/** @param {string} folder */
export const removeSocketFolder = (folder) => rmSync(folder, { recursive: true, force: true });

/**
 * For a child whose supervisor is gone: takes its own socket away, and the folder if it was the last one in it.
 * @param {string} folder
 * @param {string[]} sockets
 */
export function leaveSocketFolder(folder, sockets) {
  for (const socket of sockets) rmSync(join(folder, socket), { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // Another child's socket is still in it, or it is gone already.
  }
}
