import { maxBeatsPerRequest } from '@yagura/contract';
import { placeOfFault } from './json-fault.ts';

export interface Values {
  readonly kind: 'values';
  readonly values: readonly unknown[];
  /** Lines that are no JSON, by their place. */
  readonly broken: ReadonlyMap<number, string>;
}
export interface Unusable {
  readonly kind: 'unusable';
  readonly status: 400 | 413;
  readonly error: string;
  readonly remedy: string;
}
export type Parsed = Values | Unusable;

const nothingBroken: ReadonlyMap<number, string> = new Map();
const fourForms = 'Send one JSON object, an array of them, {"beats":[…]}, or one object a line (NDJSON).';

function notJson(text: string): Unusable {
  if (text.trim() === '') return { kind: 'unusable', status: 400, error: 'the body is empty', remedy: fourForms };
  return { kind: 'unusable', status: 400, error: `the body is not JSON ${placeOfFault(text)}`, remedy: fourForms };
}

function tooMany(count: number): Unusable {
  const error = `${count} in one request, of which at most ${maxBeatsPerRequest} are taken`;
  return { kind: 'unusable', status: 413, error, remedy: `Split it into requests of at most ${maxBeatsPerRequest}.` };
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Anybody may send anything; null says so.
    return null;
  }
}

function listed(value: unknown, listName: string): Parsed {
  const inside = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[listName] : undefined;
  const values = Array.isArray(value) ? (value as unknown[]) : Array.isArray(inside) ? (inside as unknown[]) : [value];
  if (values.length > maxBeatsPerRequest) return tooMany(values.length);
  if (values === inside && Object.keys(value as object).length > 1) {
    return { kind: 'unusable', status: 400, error: `beside "${listName}" nothing else may stand`, remedy: fourForms };
  }
  return { kind: 'values', values, broken: nothingBroken };
}

function parseLines(text: string): Parsed {
  const values: unknown[] = [];
  const broken = new Map<number, string>();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseJson(line);
    if (parsed === null) broken.set(values.length, `this line is not JSON ${placeOfFault(line)}`);
    values.push(parsed?.value);
    if (values.length > maxBeatsPerRequest) return tooMany(values.length);
  }
  return values.length > broken.size ? { kind: 'values', values, broken } : notJson(text);
}

/** Only a body of several lines whose first one is whole was meant as lines. */
function looksLikeLines(text: string): boolean {
  const end = text.indexOf('\n');
  return end > 0 && parseJson(text.slice(0, end)) !== null;
}

/** The four forms a request may have; `listName` is "beats" or "events". */
export function parseBody(text: string, contentType: string | undefined, listName: string): Parsed {
  if (contentType?.startsWith('application/x-ndjson')) return parseLines(text);
  const parsed = parseJson(text);
  if (parsed !== null) return listed(parsed.value, listName);
  return looksLikeLines(text) ? parseLines(text) : notJson(text);
}
