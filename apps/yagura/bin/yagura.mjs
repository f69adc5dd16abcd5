#!/usr/bin/env node
/** A file that is there before anything is built: what is not there at the installation gets no command. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const main = join(import.meta.dirname, '..', 'dist', 'main.js');
if (existsSync(main)) await import(pathToFileURL(main).href);
else {
  process.stderr.write('yagura: it is not built yet; run `npm run build` once.\n');
  process.exitCode = 2;
}
