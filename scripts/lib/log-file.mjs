import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { codeOf } from './failure.mjs';

const defaultLimit = 5 * 1024 * 1024;

/**
 * A log that cannot fill the disk: past the limit it becomes `NAME.1`, and the one that was there before is gone.
 * @param {string} path
 * @param {number} [limit] bytes
 */
export function openLog(path, limit = defaultLimit) {
  let descriptor = openSync(path, 'a', 0o600);
  let size = fstatSync(descriptor).size;
  let lastLine = '';
  let isOpen = true;

  const rotate = () => {
    closeSync(descriptor);
    renameSync(path, `${path}.1`);
    descriptor = openSync(path, 'a', 0o600);
    size = 0;
  };

  return {
    /** @param {Buffer} bytes */
    write(bytes) {
      // A grandchild may still be speaking when its parent is gone and the log is closed.
      if (!isOpen) return;
      lastLine = lastOf(bytes.toString('utf8')) ?? lastLine;
      try {
        if (size > 0 && size + bytes.length > limit) rotate();
        size += writeSync(descriptor, bytes);
      } catch (error) {
        // On a full disk the services matter more than what they say; anything else is a bug.
        if (codeOf(error) !== 'ENOSPC' && codeOf(error) !== 'EDQUOT') throw error;
      }
    },
    /** What the process said last, for the sentence that reports its end. */
    lastLine: () => lastLine,
    close() {
      isOpen = false;
      closeSync(descriptor);
    },
  };
}

/** @typedef {ReturnType<typeof openLog>} Log */

/** @param {string} text */
function lastOf(text) {
  const line = text.split('\n').findLast((candidate) => candidate.trim() !== '');
  return line === undefined ? undefined : messageOf(line.trim());
}

/** The services write JSON; what happened and why are for people, the rest for programs. @param {string} line */
function messageOf(line) {
  try {
    const { event, message, error } = JSON.parse(line);
    const what = [event ?? message, error?.message ?? error].filter((part) => typeof part === 'string');
    if (what.length > 0) return what.join(': ').slice(0, 300);
  } catch {
    // Not JSON: Redis, or the stack of a crash.
  }
  return line.slice(0, 300);
}
