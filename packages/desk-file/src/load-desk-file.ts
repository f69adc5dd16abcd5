import { readFileSync } from 'node:fs';
import type { DeskFile } from '@yagura/contract';
import { parseDeskFile, type LineOf } from './parse-desk-file.ts';
import { problemsText, type DeskProblem } from './problem.ts';

export type LoadedDesk =
  | { readonly ok: true; readonly desk: DeskFile; readonly lineOf: LineOf }
  /** No problems by line where there is nothing to read. */
  | { readonly ok: false; readonly text: string; readonly problems: readonly DeskProblem[] };

const largestBytes = 32 * 1024 * 1024;

/** A desk file from disk as it is written, or one text that says file, line and field; `remedy` is how its reader names another file. */
export function loadDeskFile(file: string, remedy: string): LoadedDesk {
  const text = readText(file, remedy);
  if (!text.ok) return { ...text, problems: [] };
  const parsed = parseDeskFile(text.text);
  return parsed.ok ? parsed : { ...parsed, text: problemsText(file, parsed.problems) };
}

function readText(
  file: string,
  remedy: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly text: string } {
  try {
    const text = readFileSync(file, 'utf8');
    return text.length <= largestBytes
      ? { ok: true, text }
      : { ok: false, text: `${file} is larger than 32 MiB; split the desk` };
  } catch (error) {
    return { ok: false, text: `the desk file ${file} ${causeOf(error as NodeJS.ErrnoException)}; ${remedy}` };
  }
}

function causeOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'EACCES') return 'may not be read by this user';
  return `cannot be read (${code ?? 'unknown error'})`;
}
