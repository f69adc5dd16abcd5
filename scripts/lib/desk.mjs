import { join } from 'node:path';
import { pauseProcesses, readCut } from './cut-monitor.mjs';
import { deskProcesses } from './desk-processes.mjs';
import { providePostgres } from './postgres.mjs';
import { provideRedis } from './redis.mjs';
import { supervise } from './supervised.mjs';

/** @typedef {import('./child.mjs').ChildSpec} ChildSpec */
/** @typedef {import('./supervised.mjs').Supervised} Supervised */
/** @typedef {import('./desk-processes.mjs').Plan} Plan */
/** @typedef {{ dataFolder: string, socketFolder: string, onRestart: (name: string, exit: import('./child.mjs').Exit) => void }} Surroundings */

const grace = 5000;
const forever = /** @type {Promise<void>} */ (new Promise(() => undefined));

/**
 * All processes of one desk.
 * @param {Surroundings} surroundings
 */
export function makeDesk({ dataFolder, socketFolder, onRestart }) {
  /** @type {Supervised[]} in the order of their start */
  const children = [];
  /** @type {Set<() => void>} */
  const pauses = new Set();
  let isStopping = false;

  /** @param {ChildSpec} spec */
  async function startChild(spec) {
    // Ctrl-C came while something else was awaited: nothing more begins, and whoever waits for it ends with the process.
    if (isStopping) return forever;
    const child = supervise(spec, { logFolder: join(dataFolder, 'logs'), environment: process.env, onRestart });
    children.push(child);
    await child.ready();
    return isStopping ? forever : undefined;
  }

  /** @param {{ url: string, child?: ChildSpec }} service */
  async function startService({ url, child }) {
    if (child !== undefined) await startChild(child);
    return url;
  }

  /** @param {unknown} message */
  function onSimulatorMessage(message) {
    const milliseconds = readCut(message);
    if (milliseconds === undefined || isStopping) return;
    const pids = children.filter((child) => child.name.startsWith('engine')).flatMap((child) => child.pid() ?? []);
    pauses.add(pauseProcesses(pids, milliseconds));
  }

  return {
    /** @param {(text: string) => void} note */
    async startStores(note) {
      const [redis, postgres] = await Promise.all([
        provideRedis({ dataFolder, socketFolder }),
        providePostgres({ dataFolder, socketFolder }),
      ]);
      note(`Redis (${describe(redis)}), Postgres (${describe(postgres)})`);
      const [redisUrl, databaseUrl] = await Promise.all([startService(redis), startService(postgres)]);
      return { redisUrl, databaseUrl };
    },
    /** @param {Plan} plan */
    async startProcesses(plan) {
      const specs = deskProcesses(plan, onSimulatorMessage);
      // Started from the readers to the writers, so that the simulator's first beat finds everybody there.
      await Promise.all(specs.toReversed().map(startChild));
    },
    /** The reverse of the start: writers first, Redis last. */
    async stop() {
      isStopping = true;
      for (const endPause of pauses) endPause();
      for (const child of children.toReversed()) await child.stop({ grace });
    },
    kill() {
      for (const child of children) child.kill();
    },
  };
}

/** @param {{ child?: ChildSpec }} service */
const describe = (service) => (service.child === undefined ? 'yours' : 'embedded');

/** @typedef {ReturnType<typeof makeDesk>} Desk */
