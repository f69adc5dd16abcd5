/** npm run verify: everything that needs neither Redis, Postgres nor a browser. */
import { runMain } from './lib/failure.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';
import { printStep, runVerifySteps } from './lib/verify-steps.mjs';
import { installEverything } from './lib/install-everything.mjs';

await runMain(async () => {
  checkNodeVersion();
  await installEverything();
  const began = performance.now();
  const { passed, failed, skipped } = await runVerifySteps(printStep);
  process.stdout.write(
    `${passed} passed, ${failed} failed, ${skipped} skipped (${((performance.now() - began) / 1000).toFixed(0)} s)\n`,
  );
  return failed === 0 ? 0 : 1;
});
