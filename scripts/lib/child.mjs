import { spawn } from 'node:child_process';
import { sendSignal } from './process-identity.mjs';

/**
 * @typedef {object} ChildSpec
 * @property {string} name of the process and of its log
 * @property {string} command
 * @property {string[]} parameters
 * @property {NodeJS.ProcessEnv} env in addition to the common environment
 * @property {() => Promise<boolean>} isReady
 * @property {(message: unknown) => void} [onMessage] opens an IPC channel
 * @property {true} [guards] another process: killed at once it would leave that behind
 */

/** @typedef {import('./log-file.mjs').Log} Log */
/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Exit */

/** The descriptor at which every child finds the pipe whose closing means that the supervisor is gone. */
const parentPipe = 3;

/**
 * One run of a child. It leads its own session, so that a terminal's Ctrl-C reaches the supervisor alone and the order of stopping is kept.
 * @param {ChildSpec} spec
 * @param {NodeJS.ProcessEnv} environment
 * @param {Log} log
 */
export function runChild(spec, environment, log) {
  const child = spawn(spec.command, spec.parameters, {
    detached: true,
    env: { ...environment, ...spec.env, YAGURA_PARENT_PIPE: String(parentPipe) },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...(spec.onMessage === undefined ? [] : [/** @type {const} */ ('ipc')])],
  });
  child.stdout?.on('data', (bytes) => log.write(bytes));
  child.stderr?.on('data', (bytes) => log.write(bytes));
  // The other end goes with the child; that it was cut off is no news here.
  child.stdio[parentPipe]?.on('error', () => undefined);
  if (spec.onMessage !== undefined) child.on('message', spec.onMessage);
  /** @type {Promise<Exit>} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      log.write(Buffer.from(`${error.message}\n`));
      resolve({ code: 127, signal: null });
    });
    // Not 'exit': the last words may still be in the pipe. Yet a grandchild may hold the pipe for ever.
    child.once('close', (code, signal) => resolve({ code, signal }));
    child.once('exit', (code, signal) => setTimeout(resolve, 500, { code, signal }).unref());
  });
  return {
    pid: child.pid,
    exited,
    /** @param {NodeJS.Signals} signal */
    signal: (signal) =>
      child.pid !== undefined && child.exitCode === null && child.signalCode === null && sendSignal(child.pid, signal),
  };
}

/** @typedef {ReturnType<typeof runChild>} Run */
