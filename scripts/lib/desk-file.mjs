import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, Failure } from './failure.mjs';
import { repository } from './paths.mjs';
import { lastLine, runCommand } from './run-command.mjs';

export const engineMain = join(repository, 'apps', 'engine', 'dist', 'main.js');

/** What can be said of the file before anything is installed. @param {string} file */
export function expectReadable(file) {
  const state = lookAt(file);
  if (state === undefined) throw new Failure(`The configuration ${file} does not exist; correct --config FILE.`);
  if (!state.isFile())
    throw new Failure(`The configuration ${file} is not a file; name a YAML file with --config FILE.`);
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw new Failure(`The configuration ${file} cannot be read by this user; change its permissions.`);
  }
}

/** @param {string} file */
function lookAt(file) {
  try {
    return statSync(file);
  } catch (error) {
    if (codeOf(error) === 'EACCES')
      throw new Failure(`The configuration ${file} cannot be read by this user; change its permissions.`);
    return undefined;
  }
}

/** The engine alone knows what a desk is: it is asked before anything is started. @param {string} file @param {NodeJS.ProcessEnv} env */
export async function checkDesk(file, env) {
  const { code, output } = await runCommand(process.execPath, [engineMain, '--check', file], { env, timeout: 30_000 });
  if (code === 0) return;
  // It names itself first, as in a log; here it speaks to whoever wrote the file.
  throw new Failure(
    lastLine(output).replace(/^engine: /, '') || `The configuration ${file} was refused without a reason.`,
  );
}
