import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process was started, in a form that only serves comparison; undefined when there is no such process.
 * A pid alone proves nothing: pids are used again.
 * @param {number} pid
 */
export function startTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name stands in parentheses and may hold spaces: count the fields after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie holds no file any more, unless other threads of it are still on their way out.
    const isOver = fields[0] === 'X' || (fields[0] === 'Z' && Number(fields[17]) <= 1);
    return isOver ? undefined : fields[19];
  } catch {
    return process.platform === 'linux' ? undefined : startTimeFromPs(pid);
  }
}

/** @param {number} pid */
function startTimeFromPs(pid) {
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || undefined
    );
  } catch {
    // ps exits with 1 when there is no such process.
    return undefined;
  }
}

/** @typedef {{ pid: number, startTime: string }} Identity */

/** @param {number} pid @returns {Identity} */
export const identityOf = (pid) => ({ pid, startTime: startTimeOf(pid) ?? 'unknown' });

/** @param {Identity} identity */
export const isAlive = (identity) => {
  const startTime = startTimeOf(identity.pid);
  return startTime !== undefined && startTime === identity.startTime;
};

/** @param {string} text @returns {Identity | undefined} */
export function parseIdentity(text) {
  try {
    const value = JSON.parse(text);
    return Number.isInteger(value.pid) && value.pid > 0 && typeof value.startTime === 'string' ? value : undefined;
  } catch {
    // A file that was cut off by a crash names nobody.
    return undefined;
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal @returns {boolean} whether there was something to signal */
export function sendSignal(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    // ESRCH: it is gone already, which is what the sender is after in the end.
    return false;
  }
}
