/**
 * The embedded Postgres: PGlite behind its socket server. node postgres-child.mjs DATA_FOLDER SOCKET_PATH_OR_PORT
 */
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { onParentGone } from './lib/parent-pipe.mjs';
import { leaveSocketFolder } from './lib/socket-folder.mjs';
import { endPreviousOwner, recordOwner } from './lib/sole-owner.mjs';
import { watchTransactions } from './lib/transaction-watch.mjs';

const [folder = '', place = ''] = process.argv.slice(2);
const usesSocket = place.startsWith('/');
// A dozen processes with their pools; each connection costs next to nothing, for there is one session behind them all.
const maxConnections = 100;

/** @param {string} level @param {string} message */
const say = (level, message) =>
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, name: 'postgres', message })}\n`);

const ownerFile = join(folder, '..', 'postgres-owner.json');
await endPreviousOwner(ownerFile);
recordOwner(ownerFile, process.pid);
if (usesSocket) rmSync(place, { force: true });

const database = await PGlite.create(folder);
let activity = 0;
const execute = database.execProtocolRawStream.bind(database);
// An error of SQL travels in the protocol. What is thrown is the machine's own end, after which the server's queue would stand still: begin anew.
database.execProtocolRawStream = async (...words) => {
  activity += 1;
  try {
    return await execute(...words);
  } catch (error) {
    say('error', `the database broke down: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  } finally {
    activity += 1;
  }
};

const server = new PGLiteSocketServer({
  db: database,
  maxConnections,
  ...(usesSocket ? { path: place } : { port: Number(place), host: '127.0.0.1' }),
});
await server.start();
watchTransactions({
  isInTransaction: () => database.isInTransaction(),
  activity: () => activity,
  server: /** @type {any} a look inside, see there */ (server),
  onRollback: () => say('warn', 'a transaction that stood idle was rolled back and its client disconnected'),
});
say('info', 'ready');

async function stop() {
  await server.stop();
  await database.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
onParentGone(() => {
  if (usesSocket) leaveSocketFolder(dirname(place), [basename(place)]);
  // What was acknowledged is on the disk; nobody is left to wait for an orderly end.
  process.exit(0);
});
