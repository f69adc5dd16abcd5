import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What is brought to the checkout and is not part of it: pnpm, Redis, Chromium, stamps. */
export const tools = join(repository, '.tools');

/** @param {string} name a file under scripts/ */
export const script = (name) => join(repository, 'scripts', name);
