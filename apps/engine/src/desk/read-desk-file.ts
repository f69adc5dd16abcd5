import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Inventory } from '@yagura/contract';
import { checkReferences } from './check-references.ts';
import { parseDeskFile } from './parse-desk-file.ts';
import { problemsText } from './problem.ts';
import { resolveInventory } from './resolve-inventory.ts';

export type ReadDesk =
  | { readonly ok: true; readonly inventory: Inventory }
  | { readonly ok: false; readonly text: string };

const largestBytes = 32 * 1024 * 1024;

/** A desk file from disk to inventory, or one text that says file, line, field and remedy. */
export function readDeskFile(file: string, env: NodeJS.ProcessEnv): ReadDesk {
  const text = readText(file);
  if (!text.ok) return text;
  const parsed = parseDeskFile(text.text);
  if (!parsed.ok) return { ok: false, text: problemsText(file, parsed.problems) };
  const references = checkReferences(parsed.desk, parsed.lineOf);
  if (references.length > 0) return { ok: false, text: problemsText(file, references) };
  const resolved = resolveInventory(parsed.desk, { env, folder: dirname(file), lineOf: parsed.lineOf });
  if (!resolved.ok) return { ok: false, text: problemsText(file, resolved.problems) };
  return { ok: true, inventory: resolved.inventory };
}

function readText(
  file: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string } {
  try {
    const text = readFileSync(file, 'utf8');
    return text.length <= largestBytes
      ? { ok: true, text }
      : { ok: false, text: `${file} is larger than 32 MiB; split the desk` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const cause =
      code === 'ENOENT'
        ? 'does not exist'
        : code === 'EACCES'
          ? 'may not be read by this user'
          : `cannot be read (${code ?? 'unknown error'})`;
    return {
      ok: false,
      text: `the desk file ${file} ${cause}; name a readable one with --config FILE or YAGURA_CONFIG`,
    };
  }
}
