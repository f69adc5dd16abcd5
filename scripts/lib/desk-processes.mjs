import { join } from 'node:path';
import { repository } from './paths.mjs';
import { linkFile } from './sign-in-link.mjs';

/** @typedef {import('./child.mjs').ChildSpec} ChildSpec */

/**
 * @typedef {object} Plan everything that the processes need to know, settled before the first of them starts
 * @property {string} host
 * @property {number} port of the wall; operations follow it: relay +1, engine +2, standby +3, courier +4
 * @property {number} collectorPort operations +1
 * @property {number | undefined} simulatorPort operations +1; undefined: there is no simulator
 * @property {number} engines
 * @property {string} config absolute path of the desk
 * @property {string} data absolute path
 * @property {string} demoToken
 * @property {boolean} signInLink also while there are accounts
 * @property {string} redisUrl
 * @property {string} databaseUrl
 */

export const wallFolder = join(repository, 'apps', 'wall', 'dist');

/** @param {string} host as part of an address */
export const inAddress = (host) => (host.includes(':') ? `[${host}]` : host);

/**
 * The processes in the order in which they are told to stop: whoever writes goes before whoever reads it.
 * @param {Plan} plan
 * @param {(message: unknown) => void} onSimulatorMessage
 * @returns {ChildSpec[]}
 */
export function deskProcesses(plan, onSimulatorMessage) {
  const engines = Array.from({ length: plan.engines }, (_, index) => engine(plan, index));
  return [...simulator(plan, onSimulatorMessage), collector(plan), relay(plan), ...engines, courier(plan)];
}

/** @param {string} app @param {NodeJS.ProcessEnv} env @param {Plan} plan @param {() => Promise<boolean>} isReady @returns {ChildSpec} */
function appProcess(app, env, plan, isReady) {
  return {
    name: app,
    command: process.execPath,
    parameters: ['--enable-source-maps', join(repository, 'apps', app, 'dist', 'main.js')],
    env: { REDIS_URL: plan.redisUrl, DATABASE_URL: plan.databaseUrl, YAGURA_HOST: plan.host, ...env },
    isReady,
  };
}

/** @param {Plan} plan @param {number} port */
const readyAt = (plan, port) => async () => (await askReadiness(plan, port)) === 'ready';

/** @param {Plan} plan */
function collector(plan) {
  const env = {
    YAGURA_COLLECTOR_ID: 'col-1',
    YAGURA_COLLECTOR_PORT: String(plan.collectorPort),
    YAGURA_COLLECTOR_OPS_PORT: String(plan.collectorPort + 1),
    YAGURA_SPOOL_DIR: join(plan.data, 'spool'),
  };
  return appProcess('collector', env, plan, readyAt(plan, plan.collectorPort + 1));
}

/** @param {Plan} plan */
function relay(plan) {
  const env = {
    YAGURA_PORT: String(plan.port),
    YAGURA_RELAY_OPS_PORT: String(plan.port + 1),
    YAGURA_WALL_DIR: wallFolder,
    YAGURA_LINK_FILE: linkFile(plan.data),
    YAGURA_SIGN_IN_LINK: plan.signInLink ? '1' : '0',
    ...(plan.simulatorPort === undefined
      ? {}
      : { YAGURA_SIMULATOR_URL: `http://${inAddress(plan.host)}:${plan.simulatorPort}` }),
  };
  return appProcess('relay', env, plan, readyAt(plan, plan.port + 1));
}

/** @param {Plan} plan @param {number} index */
function engine(plan, index) {
  const port = plan.port + 2 + index;
  const env = { YAGURA_CONFIG: plan.config, YAGURA_ENGINE_OPS_PORT: String(port), YAGURA_DEMO_TOKEN: plan.demoToken };
  // Either may lead; the other one answers that it stands by, which is all that is asked of it.
  const isReady = async () => {
    const states = await Promise.all(
      Array.from({ length: plan.engines }, (_, other) => askReadiness(plan, plan.port + 2 + other)),
    );
    return states[index] !== 'silent' && states.includes('ready');
  };
  return { ...appProcess('engine', env, plan, isReady), name: index === 0 ? 'engine' : 'engine-standby' };
}

/** @param {Plan} plan */
function courier(plan) {
  const port = plan.port + 4;
  return appProcess('courier', { YAGURA_COURIER_OPS_PORT: String(port) }, plan, readyAt(plan, port));
}

/** @param {Plan} plan @param {(message: unknown) => void} onMessage @returns {ChildSpec[]} */
function simulator(plan, onMessage) {
  const port = plan.simulatorPort;
  if (port === undefined) return [];
  const env = {
    YAGURA_COLLECTOR_URL: `http://${inAddress(plan.host)}:${plan.collectorPort}`,
    YAGURA_SIMULATOR_PORT: String(port),
    YAGURA_SIMULATOR_OPS_PORT: String(port + 1),
    YAGURA_SIMULATOR_TOKEN: plan.demoToken,
    YAGURA_SIMULATOR_DESK: plan.config,
  };
  return [{ ...appProcess('simulator', env, plan, readyAt(plan, port)), onMessage }];
}

/** @param {Plan} plan @param {number} port @returns {Promise<'ready' | 'not ready' | 'silent'>} */
async function askReadiness(plan, port) {
  try {
    const response = await fetch(`http://${inAddress(plan.host)}:${port}/readyz`, {
      signal: AbortSignal.timeout(1000),
    });
    await response.body?.cancel();
    return response.ok ? 'ready' : 'not ready';
  } catch {
    // Nobody listens there yet.
    return 'silent';
  }
}
