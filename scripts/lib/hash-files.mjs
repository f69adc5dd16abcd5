import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const skipped = new Set(['node_modules', 'dist', '.tsbuild', '.git']);
// Tests are no part of what is built.
const test = /\.(test|spec)(-prop|-d)?\.tsx?$|\.(redis|sql|dom)\.test\./;

/** @param {string} path @returns {string[]} every file under it that can change what is built, in a fixed order */
function filesUnder(path) {
  const entries = readdirSync(path, { withFileTypes: true }).toSorted((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesUnder(join(path, entry.name));
    return entry.isFile() && !test.test(entry.name) ? [join(path, entry.name)] : [];
  });
}

/**
 * The content of files and folders as one short word. Times of change say nothing: a checkout sets them anew.
 * @param {string} root
 * @param {string[]} names relative to it; what does not exist counts as absent
 */
export function hashOf(root, names) {
  const hash = createHash('sha256');
  for (const name of names) {
    const path = join(root, name);
    const state = statSync(path, { throwIfNoEntry: false });
    const files = state === undefined ? [] : state.isDirectory() ? filesUnder(path) : [path];
    for (const file of files)
      hash.update(`${relative(root, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex').slice(0, 32);
}
