/** npm test: everything, with a real Redis, a Postgres and a browser brought along. Its last line counts. */
import { buildApps } from './lib/build-apps.mjs';
import { findChromium } from './lib/chromium.mjs';
import { startEmbedded } from './lib/embedded.mjs';
import { runMain } from './lib/failure.mjs';
import { installEverything } from './lib/install-everything.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';
import { makeSteps } from './lib/steps.mjs';
import { stopOnSignals } from './lib/stop-on-signals.mjs';
import { printStep, runVerifySteps } from './lib/verify-steps.mjs';
import { runTests } from './lib/vitest-run.mjs';

const projects = ['recorded', 'redis', 'sql', 'dom', 'together', 'e2e'];

/** @param {ReturnType<typeof makeSteps>} step @param {ReturnType<typeof stopOnSignals>} signals */
async function setUp(step, signals) {
  await step('Packages', installEverything);
  await step('Build', async (note) => {
    const built = await buildApps({ onApp: note });
    note(built.length === 0 ? 'unchanged' : built.join(', '));
  });
  const chromium = await step('Chromium', () => findChromium());
  const services = await step('Stores', () => startEmbedded());
  signals.stopWith(services);
  return { services, env: { ...services.env, YAGURA_CHROMIUM: chromium } };
}

/** @param {NodeJS.ProcessEnv} env */
async function runAll(env) {
  const total = await runVerifySteps(printStep, { YAGURA_THOROUGH: '1' });
  for (const project of projects) {
    const began = performance.now();
    const { report, ...counts } = await runTests(project, { env });
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
    printStep(
      `${project} tests`,
      { ok: counts.failed === 0, output: report, counts },
      (performance.now() - began) / 1000,
    );
  }
  return total;
}

/** @param {{ passed: number, failed: number, skipped: number }} total */
function closeWith({ passed, failed, skipped }) {
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return failed === 0 ? 0 : 1;
}

await runMain(async () => {
  checkNodeVersion();
  const signals = stopOnSignals({ code: 130 });
  const { services, env } = await setUp(makeSteps(), signals).catch((error) => {
    closeWith({ passed: 0, failed: 1, skipped: 0 });
    throw error;
  });
  try {
    return closeWith(await runAll(env));
  } finally {
    await services.stop();
  }
});
