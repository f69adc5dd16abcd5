import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSpace } from './data-folder.mjs';
import { installPackages, installPnpm, isInstalled } from './install.mjs';
import { repository } from './paths.mjs';
import { oneAtATime } from './setup-lock.mjs';

/** Room for the packages, the browser of the tests and a build. */
const spaceForInstall = 1024 * 1024 * 1024;

/**
 * The pinned package manager and what the lockfile names.
 * @param {(text: string) => void} [note]
 */
export async function installEverything(note = () => undefined) {
  // Not even the lock is taken then: a service user may start what another one has installed and built.
  if (isInstalled()) return note('unchanged');
  await oneAtATime(async () => {
    // Whoever was here first may have done it meanwhile.
    if (isInstalled()) return note('unchanged');
    if (!existsSync(join(repository, 'node_modules'))) checkSpace(repository, spaceForInstall);
    note('pnpm');
    await installPnpm();
    note('from the lockfile');
    await installPackages();
    note('installed');
  });
}
