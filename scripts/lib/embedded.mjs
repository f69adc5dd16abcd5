import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providePostgres } from './postgres.mjs';
import { provideRedis } from './redis.mjs';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.mjs';
import { supervise } from './supervised.mjs';

/** @typedef {import('./supervised.mjs').Supervised} Supervised */

/**
 * Redis and Postgres for one run of something: given by URL, else embedded and gone afterwards, data and all.
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 */
export async function startEmbedded({ env = process.env } = {}) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'yagura-data-'));
  const socketFolder = makeSocketFolder();
  const logFolder = join(dataFolder, 'logs');
  mkdirSync(logFolder);
  /** @type {Supervised[]} */
  const children = [];
  async function stop() {
    await Promise.all(children.map((child) => child.stop({ grace: 5000 })));
    removeSocketFolder(socketFolder);
    rmSync(dataFolder, { recursive: true, force: true });
  }
  const kill = () => {
    for (const child of children) child.kill();
  };
  try {
    const [redis, postgres] = await Promise.all([
      provideRedis({ dataFolder, socketFolder, env }),
      providePostgres({ dataFolder, socketFolder, env }),
    ]);
    for (const { child } of [redis, postgres])
      if (child !== undefined) children.push(supervise(child, { logFolder, environment: env }));
    await Promise.all(children.map((child) => child.ready()));
    return { env: { REDIS_URL: redis.url, DATABASE_URL: postgres.url }, stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}
