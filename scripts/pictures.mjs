/** npm run pictures: takes anew what docs show, the gallery by a frozen clock and the wall of the demo. */
import { buildApps } from './lib/build-apps.mjs';
import { findChromium } from './lib/chromium.mjs';
import { Failure, runMain } from './lib/failure.mjs';
import { installEverything } from './lib/install-everything.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';
import { runTests } from './lib/vitest-run.mjs';

await runMain(async () => {
  checkNodeVersion();
  await installEverything();
  await buildApps();
  const env = { YAGURA_WRITE_PICTURES: '1', YAGURA_CHROMIUM: await findChromium() };
  const files = ['e2e/together/gallery.spec.ts', 'e2e/together/demo.spec.ts'];
  const { passed, failed, report } = await runTests('together', { env, files });
  if (failed > 0) throw new Failure(`${failed} pictures could not be taken:\n${report}`);
  process.stdout.write(`${passed} tests took their pictures: docs/gallery and docs/wall.png.\n`);
});
