/** npm run bench [-- NAME…]: runs each bench/NAME.bench.ts, one after the other, and passes on its lines of JSON. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApps } from './lib/build-apps.mjs';
import { findChromium } from './lib/chromium.mjs';
import { startEmbedded } from './lib/embedded.mjs';
import { Failure, runMain } from './lib/failure.mjs';
import { installEverything } from './lib/install-everything.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';
import { repository } from './lib/paths.mjs';
import { stopOnSignals } from './lib/stop-on-signals.mjs';

/** @param {string} file @param {NodeJS.ProcessEnv} env @returns {Promise<number>} */
function runBench(file, env) {
  const tsx = join(repository, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const child = spawn(process.execPath, [tsx, join('bench', file)], {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

await runMain(async () => {
  checkNodeVersion();
  const wanted = process.argv.slice(2);
  const all = readdirSync(join(repository, 'bench')).filter((name) => name.endsWith('.bench.ts'));
  const files = all.filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)));
  if (files.length === 0) throw new Failure(`There is no such bench; there are ${all.join(', ') || 'none'}.`);
  const signals = stopOnSignals({ code: 130 });
  await installEverything();
  await buildApps();
  const chromium = await findChromium();
  let failed = 0;
  for (const file of files.toSorted()) {
    // New stores for each: no figure may depend on what ran before it.
    const services = await startEmbedded();
    signals.stopWith(services);
    if ((await runBench(file, { ...services.env, YAGURA_CHROMIUM: chromium })) !== 0) failed += 1;
    await services.stop();
  }
  if (failed > 0) throw new Failure(`${failed} of ${files.length} benches failed.`);
});
