/** npm run yagura -- COMMAND [words]: the yagura command, installed and built where it is not yet. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildApps } from './lib/build-apps.mjs';
import { runMain } from './lib/failure.mjs';
import { installEverything } from './lib/install-everything.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';
import { repository } from './lib/paths.mjs';

await runMain(async () => {
  checkNodeVersion();
  await installEverything();
  await buildApps({ only: ['yagura'] });
  const main = join(repository, 'apps', 'yagura', 'dist', 'main.js');
  // npm runs scripts in the repository; relative paths are meant from where it was called.
  const child = spawn(process.execPath, [main, ...process.argv.slice(2)], {
    cwd: process.env['INIT_CWD'],
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
});
