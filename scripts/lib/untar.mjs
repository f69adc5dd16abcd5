import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const block = 512;

/** @param {Buffer} header @param {number} from @param {number} length */
const text = (header, from, length) => header.toString('utf8', from, from + length).split('\0')[0] ?? '';

/** @param {Buffer} header @param {number} from @param {number} length */
const octal = (header, from, length) => Number.parseInt(text(header, from, length).trim() || '0', 8);

/**
 * Unpacks the plain tar files that the browser's package holds: folders, files and links, nothing else. A bare machine need not have `tar`.
 * @param {Buffer} archive
 * @param {string} folder
 */
export function untar(archive, folder) {
  for (let at = 0; at + block <= archive.length;) {
    const header = archive.subarray(at, at + block);
    const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
    const name = normalize(join(prefix, text(header, 0, 100)));
    if (text(header, 0, 100) === '') return;
    if (name.startsWith('..') || name.startsWith('/'))
      throw new Error(`the archive names a file outside itself: ${name}`);
    const size = octal(header, 124, 12);
    const content = archive.subarray(at + block, at + block + size);
    unpackEntry({
      path: join(folder, name),
      type: text(header, 156, 1),
      mode: octal(header, 100, 8),
      link: text(header, 157, 100),
      content,
    });
    at += block + Math.ceil(size / block) * block;
  }
}

/** @param {{ path: string, type: string, mode: number, link: string, content: Buffer }} entry */
function unpackEntry({ path, type, mode, link, content }) {
  if (type === '5') {
    mkdirSync(path, { recursive: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  if (type === '2') symlinkSync(link, path);
  else if (type === '0' || type === '') writeFileSync(path, content, { mode: mode | 0o400 });
}
