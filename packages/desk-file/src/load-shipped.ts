import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { calendarFileSchema, ruleFileSchema, type CalendarFile, type RuleFile } from '@yagura/contract';
import { parse, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { checkCalendarFile } from './calendar/check-calendar-file.ts';
import { fieldName } from './parse-desk-file.ts';

/** What desks choose from and need not say themselves. */
export interface Shipped {
  readonly rules: RuleFile;
  readonly calendars: CalendarFile;
}

export type LoadedShipped = ({ readonly ok: true } & Shipped) | { readonly ok: false; readonly text: string };

/** The same way up from this package's sources and from an app that was built. */
export const shippedFolder = join(import.meta.dirname, '../../../config');

const loaded = new Map<string, { stamp: string; outcome: LoadedShipped }>();

/**
 * The rules and calendars that ship, from their folder, or one text that says what is wrong with them. They are kept until they change: a
 * desk is read again whenever somebody saves it.
 */
export function loadShipped(folder: string): LoadedShipped {
  const files = { rules: join(folder, 'rules.yaml'), calendars: join(folder, 'calendars.yaml') };
  const stamp = `${stampOf(files.rules)} ${stampOf(files.calendars)}`;
  const before = loaded.get(folder);
  if (before?.stamp === stamp) return before.outcome;
  const outcome = read(files);
  loaded.set(folder, { stamp, outcome });
  return outcome;
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.ino}:${stat.mtimeNs}:${stat.size}` : 'missing';
}

function read(files: { rules: string; calendars: string }): LoadedShipped {
  const rules = load(files.rules, ruleFileSchema);
  if (!rules.ok) return rules;
  const calendars = load(files.calendars, calendarFileSchema);
  if (!calendars.ok) return calendars;
  const [problem] = checkCalendarFile(calendars.value);
  if (problem !== undefined) return { ok: false, text: `${files.calendars}: ${problem}` };
  return { ok: true, rules: rules.value, calendars: calendars.value };
}

function load<T>(
  file: string,
  schema: z.ZodType<T>,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string } {
  const content = readYaml(file);
  if (!content.ok) return content;
  const parsed = schema.safeParse(content.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [first] = parsed.error.issues;
  return { ok: false, text: `${file}: ${fieldName(first?.path ?? [])}: ${first?.message ?? 'is wrong'}` };
}

function readYaml(
  file: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly text: string } {
  try {
    return { ok: true, value: parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    if (error instanceof YAMLParseError) return { ok: false, text: `${file}: ${error.message}` };
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { ok: false, text: `${file} cannot be read (${code}); it is part of the installation` };
  }
}
