import { spawn } from 'node:child_process';
import { script } from './paths.mjs';

const longest = 15_000;

/**
 * The simulator may ask that the monitor itself be cut, for a drill: `{ type: 'cut-monitor', ms }`.
 * @param {unknown} message
 * @returns {number | undefined} for how long
 */
export function readCut(message) {
  if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'cut-monitor')
    return undefined;
  if (!('ms' in message) || typeof message.ms !== 'number' || !(message.ms > 0)) return undefined;
  return Math.min(message.ms, longest);
}

/**
 * @param {number[]} pids
 * @param {number} milliseconds
 * @returns {() => void} ends the pause early
 */
export function pauseProcesses(pids, milliseconds) {
  const child = spawn(process.execPath, [script('pause.mjs'), String(milliseconds), ...pids.map(String)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, YAGURA_PARENT_PIPE: '3' },
  });
  child.on('error', () => undefined);
  child.stdio[3]?.on('error', () => undefined);
  return () => child.kill('SIGTERM');
}
