/**
 * Stands between the supervisor and a server that is not ours and so knows nothing of the supervisor's pipe: starts it, and ends it when the
 * pipe closes. node guard.mjs OWNER_FILE SOCKET_FOLDER COMMAND [PARAMETER…]; YAGURA_GUARD_STDIN is given to the server as its standard input.
 */
import { spawn, spawnSync } from 'node:child_process';
import { findOnPath } from './lib/find-on-path.mjs';
import { onParentGone } from './lib/parent-pipe.mjs';
import { leaveSocketFolder } from './lib/socket-folder.mjs';
import { endPreviousOwner, recordOwner } from './lib/sole-owner.mjs';

const [ownerFile = '', socketFolder = '', command = '', ...parameters] = process.argv.slice(2);
const { YAGURA_GUARD_STDIN: input = '', YAGURA_PARENT_PIPE: _pipe, ...environment } = process.env;

await endPreviousOwner(ownerFile);

// Where the kernel offers it, the server also ends with this guardian, should somebody kill -9 the guardian itself.
const found = process.platform === 'linux' ? findOnPath(['setpriv']) : undefined;
// Smaller systems have a setpriv without this option.
const setpriv =
  found !== undefined && spawnSync(found, ['--pdeathsig', 'TERM', found, '--version'], { stdio: 'ignore' }).status === 0
    ? found
    : undefined;
const words =
  setpriv === undefined ? [command, ...parameters] : [setpriv, '--pdeathsig', 'TERM', command, ...parameters];
const server = spawn(words[0] ?? command, words.slice(1), { env: environment, stdio: ['pipe', 'inherit', 'inherit'] });
server.stdin.on('error', () => undefined);
server.stdin.end(input);
server.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(1);
});
let parentGone = false;
server.on('exit', (code, signal) => {
  if (parentGone) leaveSocketFolder(socketFolder, ['redis.sock']);
  process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1));
});
if (server.pid !== undefined) recordOwner(ownerFile, server.pid);

const stop = () => {
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), 3000);
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
onParentGone(() => {
  parentGone = true;
  stop();
});
