import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { script } from './paths.mjs';
import { freePort } from './ports.mjs';
import { fitsSocket } from './socket-folder.mjs';

/** @typedef {import('./child.mjs').ChildSpec} ChildSpec */
/** @typedef {{ url: string, child?: ChildSpec }} PostgresService without a child it is somebody else's to run */

/**
 * @param {{ dataFolder: string, socketFolder: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<PostgresService>}
 */
export async function providePostgres({ dataFolder, socketFolder, env = process.env }) {
  const given = env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    await expectAnswer(given);
    return { url: given };
  }
  const folder = join(dataFolder, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The name is what clients make of a folder and a port.
  const socket = join(socketFolder, '.s.PGSQL.5432');
  const usesSocket = fitsSocket(socket);
  const port = usesSocket ? 0 : await freePort();
  return {
    url: usesSocket
      ? `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`
      : `postgresql://postgres@127.0.0.1:${port}/postgres`,
    child: {
      name: 'postgres',
      command: process.execPath,
      parameters: [script('postgres-child.mjs'), folder, usesSocket ? socket : String(port)],
      env: {},
      isReady: () => accepts(usesSocket ? { path: socket } : { port, host: '127.0.0.1' }),
    },
  };
}

/** @param {import('node:net').NetConnectOpts} place @returns {Promise<boolean>} */
function accepts(place, timeout = 1000) {
  return new Promise((resolve) => {
    const socket = connect(place);
    /** @param {boolean} answer */
    const end = (answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(end, timeout, false);
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** The services check the rest by name; this one catches a server that is not there before anything is started. @param {string} url */
async function expectAnswer(url) {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Failure(
      'DATABASE_URL is not an address of Postgres; write it as postgresql://user:password@host:5432/database.',
    );
  }
  const parsed = new URL(url);
  const port = Number(parsed.port || 5432);
  const host = parsed.searchParams.get('host') ?? parsed.hostname;
  const place = host.startsWith('/')
    ? { path: join(host, `.s.PGSQL.${port}`) }
    : { host: host.replace(/^\[|\]$/g, '') || '127.0.0.1', port };
  if (await accepts(place, 3000)) return;
  const shown = 'path' in place ? place.path : `${place.host}:${port}`;
  throw new Failure(
    `Postgres at ${shown} (from DATABASE_URL) does not answer; start it, correct DATABASE_URL, or unset it to use the embedded one.`,
  );
}
