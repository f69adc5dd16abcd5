import { dirname } from 'node:path';
import type { DeskFile, Inventory } from '@yagura/contract';
import { checkReferences } from './check-references.ts';
import { loadDeskFile } from './load-desk-file.ts';
import type { LineOf } from './parse-desk-file.ts';
import { problemsText, type DeskProblem } from './problem.ts';
import { resolveInventory } from './resolve-inventory.ts';
import { resolveSenders } from './resolve-senders.ts';

export type InspectedDesk =
  | {
      readonly ok: true;
      readonly desk: DeskFile;
      readonly lineOf: LineOf;
      readonly inventory: Inventory;
      /** Tokens that are not to be had here; whoever only looks at a desk has no secrets, so they do not make it wrong. */
      readonly tokens: readonly DeskProblem[];
    }
  /** No problems by line where there is nothing to read. */
  | { readonly ok: false; readonly text: string; readonly problems: readonly DeskProblem[] };

/** A desk file from disk to inventory with everything that is wrong with it. */
export function inspectDeskFile(file: string, env: NodeJS.ProcessEnv, remedy: string): InspectedDesk {
  const loaded = loadDeskFile(file, remedy);
  if (!loaded.ok) return loaded;
  const { desk, lineOf } = loaded;
  const problems = checkReferences(desk, lineOf);
  if (problems.length > 0) return { ok: false, text: problemsText(file, problems), problems };
  const { senders, problems: tokens } = resolveSenders(desk, { env, folder: dirname(file), lineOf });
  return { ok: true, desk, lineOf, inventory: resolveInventory(desk, senders), tokens };
}
