import { scopeSchema } from '@yagura/contract';
import { utcOf } from '@yagura/domain';
import { dayOf } from './audit-day.ts';
import { scopeText } from './scope-words.ts';
import { deviceWords } from './words.ts';

/** One thing that a line of the audit made other than it was. */
export interface Difference {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the desk said of a command, where the line is one; the rest of such a line is what was wanted and what is. */
export function sentenceIn(after: unknown): string | null {
  return isRecord(after) && 'wanted' in after && typeof after['text'] === 'string' ? after['text'] : null;
}

/** What says most of somebody or something, first; the store keeps no order. */
const first = ['name', 'kind', 'role', 'scope', 'active', 'device', 'address'];

/** What became other, leaf by leaf. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const outcome = sentenceIn(after) !== null && isRecord(after) ? (after['is'] ?? after['wanted']) : after;
  const [was, is] = [leavesOf(before), leavesOf(outcome)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, before: was.get(what) ?? null, after: is.get(what) ?? null }))
    .filter((each) => each.before !== each.after)
    .toSorted((a, b) => rankOf(a.what) - rankOf(b.what));
}

export function differenceText({ what, before, after }: Difference): string {
  if (before === null) return `${what} ${after ?? ''}`;
  return after === null ? `${what} was ${before}` : `${what} ${before} → ${after}`;
}

function rankOf(what: string): number {
  const rank = first.indexOf(what);
  return rank === -1 ? first.length : rank;
}

const deepest = 6;
const longest = 160;

function leavesOf(value: unknown, path: readonly string[] = [], found = new Map<string, string>()) {
  const scope = scopeSchema.safeParse(value);
  if (scope.success) return found.set(path.map(spaced).join(' '), scopeText(scope.data));
  if (isRecord(value) && path.length < deepest) {
    for (const [key, inner] of Object.entries(value)) leavesOf(inner, [...path, key], found);
    return found;
  }
  if (Array.isArray(value) && path.length < deepest && value.some((each) => typeof each === 'object')) {
    value.forEach((inner, index) => leavesOf(inner, [...path, String(index + 1)], found));
    return found;
  }
  // The audit never holds a password or PIN, only whether there is a new one.
  const isSecret = path[0] === 'changed';
  if (value === null || value === undefined || (isSecret && value !== true)) return found;
  const what = path
    .slice(isSecret ? 1 : 0)
    .map(spaced)
    .join(' ');
  return found.set(isSecret ? `${what} itself` : what, isSecret ? 'changed' : textOf(value, path.at(-1) ?? ''));
}

function textOf(value: unknown, key: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && isInstant(value, key)) return `${dayOf(value)} ${utcOf(value)}`;
  if (key === 'device' && typeof value === 'string') return deviceWords(value);
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}

/** Instants are milliseconds since 1970, and stand under names such as `until` and `endsAt`. */
function isInstant(value: number, key: string): boolean {
  return value > 1e11 && value < 1e14 && /(^|.)(at|from|until|to|occurred|due)$/i.test(key);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function spaced(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
