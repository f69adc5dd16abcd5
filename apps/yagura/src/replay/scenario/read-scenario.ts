import { readFileSync } from 'node:fs';
import type { Inventory } from '@yagura/contract';
import { inspectDeskFile } from '@yagura/desk-file';
import { checkNames } from './check-names.ts';
import { parseScenario } from './parse-scenario.ts';
import { problemsText } from './problem.ts';
import { inPlaceOfShipped } from './recorded-calendars.ts';
import type { Scenario } from './scenario.ts';

export type ReadScenario =
  | { readonly ok: true; readonly scenario: Scenario; readonly inventory: Inventory }
  | { readonly ok: false; readonly text: string };

/** A desk file and an events file that fit each other, or one text that says by file and line what does not. */
export function readScenario(deskFile: string, eventsFile: string, env: NodeJS.ProcessEnv): ReadScenario {
  const text = readText(eventsFile);
  if (!text.ok) return text;
  const parsed = parseScenario(text.text);
  if (!parsed.ok) return { ok: false, text: problemsText(eventsFile, parsed.problems) };
  const { scenario, lineOf } = parsed;
  const desk = inspectDeskFile(deskFile, {
    env,
    remedy: 'name one that can be read',
    calendars: (shipped) => inPlaceOfShipped(shipped, scenario.calendars),
  });
  if (!desk.ok) return { ok: false, text: desk.text };
  const problems = checkNames(scenario, desk.inventory, lineOf);
  if (problems.length > 0) return { ok: false, text: problemsText(eventsFile, problems) };
  return { ok: true, scenario, inventory: desk.inventory };
}

function readText(
  file: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string } {
  try {
    return { ok: true, text: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const cause = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})`;
    return { ok: false, text: `the events file ${file} ${cause}; name a readable one after the desk file` };
  }
}
