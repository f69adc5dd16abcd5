import { dirname } from 'node:path';
import type { CalendarFile, DeskFile, Inventory } from '@yagura/contract';
import { checkReferences } from './check-references.ts';
import { loadDeskFile } from './load-desk-file.ts';
import { loadShipped, shippedFolder } from './load-shipped.ts';
import { fieldName, type LineOf } from './parse-desk-file.ts';
import { inOrderOfLines, problemsText, type DeskProblem, type Report } from './problem.ts';
import { resolveInventory } from './resolve-inventory.ts';
import type { LeftOut } from './rules/resolve-rule-sets.ts';
import { resolveSenders } from './resolve-senders.ts';

export type InspectedDesk =
  | {
      readonly ok: true;
      readonly desk: DeskFile;
      readonly lineOf: LineOf;
      readonly inventory: Inventory;
      /** Tokens that are not to be had here; whoever only looks at a desk has no secrets, so they do not make it wrong. */
      readonly tokens: readonly DeskProblem[];
      readonly leftOut: readonly LeftOut[];
    }
  /** No problems by line where there is nothing to read. */
  | { readonly ok: false; readonly text: string; readonly problems: readonly DeskProblem[] };

export interface InspectOptions {
  readonly env: NodeJS.ProcessEnv;
  /** How its reader names another file. */
  readonly remedy: string;
  /** Where the rules and calendars lie that desks choose from. */
  readonly shippedFolder?: string | undefined;
  /** What stands in for the calendars that ship: a recorded day has its own. */
  readonly calendars?: (shipped: CalendarFile) => CalendarFile;
}

/** A desk file from disk to inventory with everything that is wrong with it. */
export function inspectDeskFile(file: string, options: InspectOptions): InspectedDesk {
  const loaded = loadDeskFile(file, options.remedy);
  if (!loaded.ok) return loaded;
  const shipped = loadShipped(options.shippedFolder ?? shippedFolder);
  if (!shipped.ok) return { ...shipped, problems: [] };
  const calendars = options.calendars?.(shipped.calendars) ?? shipped.calendars;
  const { desk, lineOf } = loaded;
  const found: DeskProblem[] = [];
  const report: Report = (path, text) => void found.push({ line: lineOf(path), field: fieldName(path), text });
  const { senders, problems: tokens } = resolveSenders(desk, { env: options.env, folder: dirname(file), lineOf });
  checkReferences(desk, report);
  const { inventory, leftOut } = resolveInventory(desk, senders, { ...shipped, calendars }, report);
  if (found.length === 0) return { ok: true, desk, lineOf, inventory, tokens, leftOut };
  const problems = inOrderOfLines(found);
  return { ok: false, text: problemsText(file, problems), problems };
}
