/** npm start: see `npm start -- --help`, or scripts/lib/options.mjs. */
import { runMain } from './lib/failure.mjs';
import { checkNodeVersion } from './lib/node-version.mjs';

await runMain(async () => {
  checkNodeVersion();
  // Only now: an older Node would trip over what the rest is written in, and say so less clearly.
  const { start } = await import('./lib/start.mjs');
  return start(process.argv.slice(2));
});
