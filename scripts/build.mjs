/** npm run build: builds the apps whose sources changed; --force builds them all. */
import { buildApps } from './lib/build-apps.mjs';
import { runMain } from './lib/failure.mjs';
import { installEverything } from './lib/install-everything.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';

await runMain(async () => {
  checkNodeVersion();
  await installEverything();
  const built = await buildApps({ force: process.argv.includes('--force') });
  process.stdout.write(built.length === 0 ? 'Nothing changed since the last build.\n' : `Built ${built.join(', ')}.\n`);
});
