import { writeSync } from 'node:fs';
import { ConfigError } from './config.ts';
import { createLog } from './log.ts';
import { exitAfterFlush, guardStandardStreams } from './standard-output.ts';

/** The one call of an app's `main.ts`. A wrong configuration is a sentence for a person (exit 2), anything else a bug (exit 1). */
export function runMain(name: string, main: () => Promise<void>): void {
  guardStandardStreams();
  const run = async (): Promise<void> => main();
  run().catch((error: unknown) => fail(name, error));
}

function fail(name: string, error: unknown): Promise<never> {
  if (!(error instanceof ConfigError)) {
    createLog(name).error('could not run', { error });
    return exitAfterFlush(1);
  }
  try {
    // Synchronous, because it is all there is to say and the process ends now.
    writeSync(2, `${name}: ${error.message}\n`);
  } catch {
    // Nobody reads standard error; the exit code remains.
  }
  return exitAfterFlush(2);
}
