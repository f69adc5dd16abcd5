import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { script } from './paths.mjs';
import { findRedisBinary } from './redis-binary.mjs';
import { describePlace, parseRedisUrl, pingRedis } from './redis-url.mjs';
import { freePort } from './ports.mjs';
import { fitsSocket } from './socket-folder.mjs';

/** @typedef {import('./child.mjs').ChildSpec} ChildSpec */
/** @typedef {{ url: string, child?: ChildSpec }} RedisService without a child it is somebody else's to run */

/**
 * @param {{ dataFolder: string, socketFolder: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<RedisService>}
 */
export async function provideRedis({ dataFolder, socketFolder, env = process.env }) {
  const given = env['REDIS_URL'];
  if (given !== undefined && given !== '') {
    await expectAnswer(given);
    return { url: given };
  }
  const binary = await findRedisBinary({ env });
  const folder = join(dataFolder, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const access = await chooseAccess(socketFolder);
  const target = parseRedisUrl(access.url);
  return {
    url: access.url,
    child: {
      name: 'redis',
      guards: true,
      command: process.execPath,
      parameters: [script('guard.mjs'), join(folder, 'owner.json'), socketFolder, binary.command, '-'],
      env: { ...binary.env, YAGURA_GUARD_STDIN: settings(folder, access.lines) },
      isReady: async () => (await pingRedis(target)).kind === 'answers',
    },
  };
}

/** @param {string} url */
async function expectAnswer(url) {
  const target = parseRedisUrl(url);
  const answer = await pingRedis(target, 3000);
  if (answer.kind === 'answers') return;
  throw new Failure(
    `Redis at ${describePlace(target.place)} (from REDIS_URL) cannot be used (${answer.why}); start it, correct REDIS_URL, or unset it to use the embedded one.`,
  );
}

/** @param {string} socketFolder @returns {Promise<{ url: string, lines: string[] }>} */
async function chooseAccess(socketFolder) {
  const socket = join(socketFolder, 'redis.sock');
  if (fitsSocket(socket))
    return { url: `unix://${socket}`, lines: ['port 0', `unixsocket "${socket}"`, 'unixsocketperm 700'] };
  const port = await freePort();
  const password = randomBytes(24).toString('hex');
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    lines: [`port ${port}`, 'bind 127.0.0.1', `requirepass ${password}`],
  };
}

/**
 * Given on standard input, never as parameters: those are for everyone to read in the list of processes.
 * @param {string} folder @param {string[]} access
 */
function settings(folder, access) {
  return [
    ...access,
    `dir "${folder}"`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    // Streams are bounded by their writers; an evicted one would be a loss that nobody noticed.
    'maxmemory-policy noeviction',
    'loglevel notice',
    'logfile ""',
    '',
  ].join('\n');
}
