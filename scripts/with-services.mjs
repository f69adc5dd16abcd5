/**
 * Runs a command with REDIS_URL and DATABASE_URL set to private instances that end with it: node scripts/with-services.mjs COMMAND [PARAMETER…]
 */
import { spawn } from 'node:child_process';
import { startEmbedded } from './lib/embedded.mjs';
import { Failure, runMain } from './lib/failure.mjs';

await runMain(async () => {
  const [command, ...parameters] = process.argv.slice(2);
  if (command === undefined)
    throw new Failure('Name the command to run: node scripts/with-services.mjs COMMAND [PARAMETER…].');
  const services = await startEmbedded();
  try {
    const child = spawn(command, parameters, { stdio: 'inherit', env: { ...process.env, ...services.env } });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
    return await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(new Failure(`${command} cannot be run: ${error.message}.`)));
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await services.stop();
  }
});
