import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSpace } from './data-folder.mjs';
import { installPackages, installPnpm } from './install.mjs';
import { repository } from './paths.mjs';
import { oneAtATime } from './setup-lock.mjs';

/** Room for the packages, the browser of the tests and a build. */
const spaceForInstall = 1024 * 1024 * 1024;

/**
 * The pinned package manager and what the lockfile names.
 * @param {(text: string) => void} [note]
 */
export async function installEverything(note = () => undefined) {
  await oneAtATime(async () => {
    if (!existsSync(join(repository, 'node_modules'))) checkSpace(repository, spaceForInstall);
    note('pnpm');
    await installPnpm();
    note('from the lockfile');
    note((await installPackages()) === 'done' ? 'installed' : 'unchanged');
  });
}
