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

/** One after the other, but for those that mostly wait for a store of their own. */
const rounds = [['recorded'], ['redis', 'sql'], ['dom'], ['together'], ['e2e']];

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
  for (const projects of rounds) {
    const outcomes = await Promise.all(projects.map((project) => runProject(project, env)));
    for (const { passed, failed, skipped } of outcomes) {
      total.passed += passed;
      total.failed += failed;
      total.skipped += skipped;
    }
  }
  return total;
}

/** @param {string} project @param {NodeJS.ProcessEnv} env */
async function runProject(project, env) {
  const began = performance.now();
  const { report, ...counts } = await runTests(project, { env });
  const outcome = { ok: counts.failed === 0, output: report, counts };
  printStep(`${project} tests`, outcome, (performance.now() - began) / 1000);
  return counts;
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
