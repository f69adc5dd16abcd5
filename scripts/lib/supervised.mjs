import { join } from 'node:path';
import { runChild } from './child.mjs';
import { Failure } from './failure.mjs';
import { openLog } from './log-file.mjs';
import { sleep } from './wait.mjs';

/** @typedef {import('./child.mjs').ChildSpec} ChildSpec */
/** @typedef {import('./child.mjs').Exit} Exit */
/** @typedef {import('./child.mjs').Run} Run */
/** @typedef {{ logFolder: string, environment: NodeJS.ProcessEnv, onRestart?: (name: string, exit: Exit) => void }} Surroundings */

const firstDelay = 200;
const longestDelay = 5000;
const settled = 10_000;
const attemptsBeforeReady = 5;
const readyWithin = 60_000;
/** How a service says "I have lost my lease and must begin anew": nothing is broken, so nothing is gained by waiting. */
const startAgain = 75;
/** How a service says that it was started wrongly: trying again changes nothing. */
const wronglyStarted = 2;

/**
 * @typedef {object} Keeper
 * @property {ChildSpec} spec
 * @property {Surroundings} surroundings
 * @property {import('./log-file.mjs').Log} log
 * @property {AbortSignal} stopping
 * @property {Run | undefined} run the present one, or the last
 * @property {boolean} everReady
 * @property {Failure | undefined} gaveUp
 */

/**
 * Keeps one child alive until it is stopped.
 * @param {ChildSpec} spec
 * @param {Surroundings} surroundings
 */
export function supervise(spec, surroundings) {
  const log = openLog(join(surroundings.logFolder, `${spec.name}.log`));
  const controller = new AbortController();
  /** @type {Keeper} */
  const keeper = {
    spec,
    surroundings,
    log,
    stopping: controller.signal,
    run: undefined,
    everReady: false,
    gaveUp: undefined,
  };
  const done = keepAlive(keeper).finally(() => log.close());
  return {
    name: spec.name,
    ready: () => becomeReady(keeper),
    pid: () => keeper.run?.pid,
    /** @param {{ grace: number }} options */
    async stop({ grace }) {
      controller.abort();
      keeper.run?.signal('SIGTERM');
      // A child that is held still would never read its signal.
      keeper.run?.signal('SIGCONT');
      const timer = setTimeout(() => keeper.run?.signal('SIGKILL'), grace);
      await done;
      clearTimeout(timer);
    },
    kill() {
      controller.abort();
      keeper.run?.signal(spec.guards ? 'SIGTERM' : 'SIGKILL');
    },
  };
}

/** @typedef {ReturnType<typeof supervise>} Supervised */

/** @param {Keeper} keeper */
async function keepAlive(keeper) {
  const { spec, surroundings, log, stopping } = keeper;
  let delay = firstDelay;
  for (let attempt = 1; !stopping.aborted; attempt += 1) {
    const began = performance.now();
    keeper.run = runChild(spec, surroundings.environment, log);
    const exit = await keeper.run.exited;
    if (stopping.aborted) return;
    if (!keeper.everReady && (attempt >= attemptsBeforeReady || exit.code === wronglyStarted)) {
      keeper.gaveUp = complaint(keeper, `ended${attempt === 1 ? '' : ` ${attempt} times`} before it was ready`);
      return;
    }
    if (keeper.everReady) surroundings.onRestart?.(spec.name, exit);
    const lived = performance.now() - began;
    if (exit.code === startAgain && lived >= firstDelay) continue;
    if (lived >= settled) delay = firstDelay;
    await interruptible(delay, stopping);
    delay = Math.min(delay * 2, longestDelay);
  }
}

/** @param {Keeper} keeper */
async function becomeReady(keeper) {
  const end = performance.now() + readyWithin;
  while (!keeper.stopping.aborted && !(await keeper.spec.isReady())) {
    if (keeper.gaveUp !== undefined) throw keeper.gaveUp;
    if (performance.now() > end) throw complaint(keeper, `was not ready within ${readyWithin / 1000} s`);
    await sleep(50);
  }
  keeper.everReady = true;
}

/** @param {Keeper} keeper @param {string} what */
function complaint({ spec, surroundings, log }, what) {
  const words = log.lastLine();
  const quoted = words === '' ? 'it said nothing' : `its last words: "${words}"`;
  return new Failure(
    `${spec.name} ${what}; ${quoted} (all of them in ${join(surroundings.logFolder, `${spec.name}.log`)}).`,
  );
}

/** @param {number} milliseconds @param {AbortSignal} signal */
function interruptible(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve(undefined)), { once: true });
  });
}
