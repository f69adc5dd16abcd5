import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { findOnPath, isExecutable } from './find-on-path.mjs';
import { tools } from './paths.mjs';
import { runCommand } from './run-command.mjs';
import { unpackRedis } from './redis-unpack.mjs';

/** @typedef {{ command: string, env: NodeJS.ProcessEnv }} RedisBinary */

/** The streams are trimmed by their oldest wanted entry (XADD … MINID), which came with 6.2. */
const oldest = [6, 2];
const serverNames = ['redis-server', 'valkey-server'];

/**
 * A real Redis server: the machine's own, else one unpacked earlier, else one unpacked now.
 * @param {{ folder?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<RedisBinary>}
 */
export async function findRedisBinary({ folder = join(tools, 'redis'), env = process.env } = {}) {
  const onPath = findOnPath(serverNames, env);
  if (onPath !== undefined && (await isUsable({ command: onPath, env: {} }))) return { command: onPath, env: {} };
  const earlier = unpackedIn(folder);
  if (earlier !== undefined && (await isUsable(earlier))) return earlier;
  const outcome = await unpackRedis(folder);
  const unpacked = unpackedIn(folder);
  if (outcome.kind === 'unpacked' && unpacked !== undefined && (await isUsable(unpacked))) return unpacked;
  const why = outcome.kind === 'impossible' ? outcome.why : 'the unpacked server does not run here';
  throw new Failure(
    `No Redis was found and none could be unpacked (${why}); install redis-server (6.2 or newer), or set REDIS_URL to a running one.`,
  );
}

/** @param {string} folder @returns {RedisBinary | undefined} */
function unpackedIn(folder) {
  const command = serverNames.map((name) => join(folder, 'bin', name)).find(isExecutable);
  if (command === undefined) return undefined;
  const libraries = join(folder, 'lib');
  const inherited = process.env['LD_LIBRARY_PATH'];
  return {
    command,
    env: existsSync(libraries) ? { LD_LIBRARY_PATH: inherited ? `${libraries}:${inherited}` : libraries } : {},
  };
}

/** Starts it once for its version: that finds missing libraries and a foreign processor as well. @param {RedisBinary} binary */
async function isUsable(binary) {
  const { code, output } = await runCommand(binary.command, ['--version'], {
    env: { ...process.env, ...binary.env },
    timeout: 10_000,
  });
  const version = /v=(\d+)\.(\d+)/.exec(output);
  if (code !== 0 || version === null) return false;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > (oldest[0] ?? 0) || (major === oldest[0] && minor >= (oldest[1] ?? 0));
}
