import { join } from 'node:path';
import { buildApps } from './build-apps.mjs';
import { claimDataFolder, keepToken } from './data-folder.mjs';
import { checkDesk, expectReadable } from './desk-file.mjs';
import { inAddress } from './desk-processes.mjs';
import { makeDesk } from './desk.mjs';
import { installEverything } from './install-everything.mjs';
import { help, readOptions } from './options.mjs';
import { repository } from './paths.mjs';
import { findRedisBinary } from './redis-binary.mjs';
import { settlePorts } from './settle-ports.mjs';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.mjs';
import { findSignInLink } from './sign-in-link.mjs';
import { makeSteps } from './steps.mjs';
import { stopOnSignals } from './stop-on-signals.mjs';

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./steps.mjs').Step} Step */

/** @param {string[]} words @returns {Promise<number>} the exit code of what ends by itself: once it is up, a signal ends it */
export async function start(words) {
  const options = readOptions(words);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const step = makeSteps();
  const signals = stopOnSignals({ code: 0 });
  const config = options.config ?? join(repository, 'config', 'demo.yaml');
  const ports = await step('Checks', async (note) => {
    note(`Node ${process.versions.node}, data in ${options.data}`);
    expectReadable(config);
    signals.atExit(claimDataFolder(options.data));
    return settlePorts(options);
  });
  await setUp(step);
  const demoToken = keepToken(options.data, 'demo-token');
  await step('Desk', async (note) => {
    note(config);
    await checkDesk(config, { ...process.env, YAGURA_DEMO_TOKEN: process.env['YAGURA_DEMO_TOKEN'] ?? demoToken });
  });
  const address = await run({ options, config, ports, demoToken, step, signals });
  const marks =
    options.config === undefined
      ? options.simulator
        ? 'demo brokerage, simulated; '
        : 'demo brokerage, without its simulator; '
      : '';
  process.stdout.write(`Yagura is up: ${address}  (${marks}Ctrl-C stops it)\n`);
  const link = await findSignInLink({ address, data: options.data, asked: options.signInLink });
  if (link !== null) process.stdout.write(`Become its admin: ${link}  (once, within the hour)\n`);
  return new Promise(() => undefined);
}

/** @param {Step} step */
async function setUp(step) {
  // On a bare machine Redis is fetched too, from elsewhere: both at once. What went wrong with it is said when it is wanted.
  const redis = process.env['REDIS_URL'] ? undefined : findRedisBinary().catch(() => undefined);
  await step('Packages', installEverything);
  await step('Build', async (note) => {
    const built = await buildApps({ onApp: note });
    note(built.length === 0 ? 'unchanged' : built.join(', '));
  });
  await redis;
}

/**
 * @param {object} settled
 * @param {Options} settled.options
 * @param {string} settled.config
 * @param {import('./settle-ports.mjs').Ports} settled.ports
 * @param {string} settled.demoToken
 * @param {Step} settled.step
 * @param {ReturnType<typeof stopOnSignals>} settled.signals
 */
async function run({ options, config, ports, demoToken, step, signals }) {
  const socketFolder = makeSocketFolder();
  signals.atExit(() => removeSocketFolder(socketFolder));
  const desk = makeDesk({ dataFolder: options.data, socketFolder, onRestart: tellRestart });
  signals.stopWith(desk);
  try {
    const { redisUrl, databaseUrl } = await step('Stores', (note) => desk.startStores(note));
    await step('Processes', (note) => {
      note(options.simulator ? 'collector, engine, relay, courier, simulator' : 'collector, engine, relay, courier');
      return desk.startProcesses({
        ...ports,
        host: options.host,
        engines: options.engines,
        signInLink: options.signInLink,
        config,
        data: options.data,
        demoToken,
        redisUrl,
        databaseUrl,
      });
    });
  } catch (error) {
    await desk.stop();
    throw error;
  }
  return `http://${inAddress(options.host)}:${ports.port}`;
}

/** @param {string} name @param {import('./child.mjs').Exit} exit */
function tellRestart(name, exit) {
  process.stderr.write(`  ${name} ended (${exit.signal ?? `code ${exit.code}`}) and is started again\n`);
}
