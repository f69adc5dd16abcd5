import type { Inventory } from '@yagura/contract';
import { inspectDeskFile } from './inspect-desk-file.ts';
import { problemsText } from './problem.ts';

export type ReadDesk =
  | { readonly ok: true; readonly inventory: Inventory }
  | { readonly ok: false; readonly text: string };

/** A desk file from disk to an inventory to go live with, or one text that says file, line, field and remedy. */
export function readDeskFile(file: string, env: NodeJS.ProcessEnv): ReadDesk {
  const read = inspectDeskFile(file, { env, remedy: 'name a readable one with --config FILE or YAGURA_CONFIG' });
  if (!read.ok) return { ok: false, text: read.text };
  if (read.tokens.length > 0) return { ok: false, text: problemsText(file, read.tokens) };
  return { ok: true, inventory: read.inventory };
}
