import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** What a page shows as code of one language, in its order. */
export function blocksOf(page: string, language: string): string[] {
  const text = readFileSync(join(repository, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');
}
