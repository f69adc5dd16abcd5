import { dirname } from 'node:path';
import type { Inventory } from '@yagura/contract';
import { checkReferences } from './check-references.ts';
import { loadDeskFile } from './load-desk-file.ts';
import { problemsText } from './problem.ts';
import { resolveInventory } from './resolve-inventory.ts';

export type ReadDesk =
  | { readonly ok: true; readonly inventory: Inventory }
  | { readonly ok: false; readonly text: string };

/** A desk file from disk to inventory, or one text that says file, line, field and remedy. */
export function readDeskFile(file: string, env: NodeJS.ProcessEnv): ReadDesk {
  const loaded = loadDeskFile(file, 'name a readable one with --config FILE or YAGURA_CONFIG');
  if (!loaded.ok) return { ok: false, text: loaded.text };
  const references = checkReferences(loaded.desk, loaded.lineOf);
  if (references.length > 0) return { ok: false, text: problemsText(file, references) };
  const resolved = resolveInventory(loaded.desk, { env, folder: dirname(file), lineOf: loaded.lineOf });
  if (!resolved.ok) return { ok: false, text: problemsText(file, resolved.problems) };
  return { ok: true, inventory: resolved.inventory };
}
