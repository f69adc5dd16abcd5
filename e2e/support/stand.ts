import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoardAnswer, ChangesAnswer, ComponentAnswer } from '@yagura/contract';
import { freePortRange } from '../../scripts/lib/ports.mjs';
import { providePostgres } from '../../scripts/lib/postgres.mjs';
import { findRedisBinary } from '../../scripts/lib/redis-binary.mjs';
import { makeSocketFolder, removeSocketFolder } from '../../scripts/lib/socket-folder.mjs';
import { app, piece, type Piece } from './process.ts';
import { until } from './wait.ts';

/** The whole monitor as its real processes, each of which a test may stop. */
export interface Stand {
  readonly folder: string;
  readonly deskFile: string;
  /** The wall that its relay serves: its own, so that a test may change it. */
  readonly wallFolder: string;
  readonly port: number;
  readonly collectorPort: number;
  readonly redis: Piece;
  readonly collector: Piece;
  readonly engines: readonly Piece[];
  readonly relay: Piece;
  /** Null where the tests were given one that they must not touch. */
  readonly postgres: Piece | null;
  readonly url: string;
  readonly env: { readonly REDIS_URL: string; readonly DATABASE_URL: string };
  board(): Promise<BoardAnswer>;
  component(id: string): Promise<ComponentAnswer>;
  changes(id: string): Promise<ChangesAnswer>;
  stop(): Promise<void>;
}

const repository = join(import.meta.dirname, '../..');

export async function startStand(desk: string, options: { engines?: number } = {}): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'yagura-e2e-'));
  const sockets = makeSocketFolder();
  const deskFile = join(folder, 'desk.yaml');
  writeFileSync(deskFile, desk);
  const wallFolder = join(folder, 'wall');
  cpSync(join(repository, 'apps/wall/dist'), wallFolder, { recursive: true });
  const redisUrl = `unix://${join(sockets, 'redis.sock')}`;
  const redis = await redisPiece(folder, sockets);
  const postgres = await postgresPiece(folder, sockets);
  const env = { REDIS_URL: redisUrl, DATABASE_URL: postgres.url };
  const count = options.engines ?? 1;
  // Neighbours, so that no two of them are the same: none listens yet when the next one is looked for.
  const port = await freePortRange(4 + count);
  const [relayOps, collectorPort, collectorOps, firstEngineOps] = [port + 1, port + 2, port + 3, port + 4];
  const engines = Array.from({ length: count }, (_, index) => {
    const ops = String(firstEngineOps + index);
    return app('engine', { ...env, YAGURA_CONFIG: deskFile, YAGURA_ENGINE_OPS_PORT: ops }, `engine-${index + 1}`);
  });
  const collector = app('collector', {
    ...env,
    YAGURA_COLLECTOR_PORT: String(collectorPort),
    YAGURA_COLLECTOR_OPS_PORT: String(collectorOps),
    YAGURA_SPOOL_DIR: join(folder, 'spool'),
  });
  const relay = app('relay', {
    ...env,
    YAGURA_PORT: String(port),
    YAGURA_RELAY_OPS_PORT: String(relayOps),
    YAGURA_WALL_DIR: wallFolder,
    YAGURA_LINK_FILE: join(folder, 'link'),
  });
  const url = `http://127.0.0.1:${port}`;
  const all = [redis, ...(postgres.piece ? [postgres.piece] : []), ...engines, collector, relay];
  for (const each of all) each.start();
  const stop = async () => {
    for (const each of all.toReversed()) await each.stop();
    removeSocketFolder(sockets);
    rmSync(folder, { recursive: true, force: true });
  };
  const stand: Stand = {
    folder,
    deskFile,
    wallFolder,
    port,
    collectorPort,
    redis,
    collector,
    engines,
    relay,
    postgres: postgres.piece,
    url,
    env,
    board: () => get<BoardAnswer>(`${url}/api/v1/board`),
    component: (id) => get<ComponentAnswer>(`${url}/api/v1/components/${id}`),
    changes: (id) => get<ChangesAnswer>(`${url}/api/v1/components/${id}/changes`),
    stop,
  };
  try {
    await ready(`http://127.0.0.1:${collectorPort}/readyz`);
    await ready(`${url}/readyz`);
  } catch (error) {
    const said = all.map((each) => `--- ${each.name}\n${each.output().slice(-3000)}`).join('\n');
    await stop();
    throw new Error(`the stand did not come up\n${said}`, { cause: error });
  }
  return stand;
}

async function redisPiece(folder: string, sockets: string): Promise<Piece> {
  const binary = await findRedisBinary({ env: process.env });
  const data = join(folder, 'redis');
  mkdirSync(data);
  const socket = join(sockets, 'redis.sock');
  const words = ['--port', '0', '--unixsocket', socket, '--dir', data, '--appendonly', 'yes', '--save', ''];
  return piece('redis', binary.command, words, binary.env);
}

/** A Postgres of its own, so that a test begins without history. */
async function postgresPiece(folder: string, sockets: string): Promise<{ url: string; piece: Piece | null }> {
  const { url, child } = await providePostgres({ dataFolder: folder, socketFolder: sockets, env: {} });
  return { url, piece: child ? piece('postgres', child.command, child.parameters, child.env) : null };
}

export async function get<T>(url: string): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

function ready(url: string): Promise<unknown> {
  return until(
    `${url} to be ready`,
    async () => {
      const response = await fetch(url, { signal: AbortSignal.timeout(3000) });
      return { status: response.status, text: await response.text() };
    },
    ({ status }) => status === 200,
    60_000,
  );
}
