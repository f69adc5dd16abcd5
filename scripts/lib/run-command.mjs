import { spawn } from 'node:child_process';

/** @typedef {{ code: number, output: string }} Outcome */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
// A set-up that is broken off must not leave an install or a build at work behind it.
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Runs a command to its end and keeps what it said, for the case that it fails.
 * @param {string} command
 * @param {string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, signal?: AbortSignal, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output = `${output}${text}`.slice(-400_000);
        options.onOutput?.(text);
      });
    }
    child.on('error', (error) => {
      running.delete(child);
      resolve({ code: 127, output: `${output}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 128, output: signal === null ? output : `${output}ended by ${signal}\n` });
    });
  });
}

/** @param {string} text the last line that says anything, short enough to quote */
export const lastLine = (text) => (text.trimEnd().split('\n').at(-1) ?? '').trim().slice(0, 300);
