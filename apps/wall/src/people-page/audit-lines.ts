import type { AuditEntry } from '@yagura/contract';
import { differences, differenceText, sentenceIn } from './differences.ts';

export interface AuditFilter {
  /** Empty where everybody's is shown, as the others. */
  readonly who: string;
  readonly action: string;
  readonly target: string;
}

export const noFilter: AuditFilter = { who: '', action: '', target: '' };

export function whoWords(who: string | null): string {
  if (who === null) return 'nobody known';
  return who.startsWith('token:') ? `token ${who.slice('token:'.length)}` : who;
}

export function deedWords(action: string): string {
  return action.replaceAll('-', ' ');
}

/** Newest first, each once, however often it was asked for. */
export function merged(known: readonly AuditEntry[], heard: readonly AuditEntry[]): readonly AuditEntry[] {
  const lines = new Map([...known, ...heard].map((entry) => [entry.n, entry]));
  return [...lines.values()].toSorted((a, b) => b.at - a.at || b.n - a.n);
}

export function linesLike(entries: readonly AuditEntry[], { who, action, target }: AuditFilter): readonly AuditEntry[] {
  const text = target.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (who === '' || whoWords(entry.who) === who) &&
      (action === '' || entry.action === action) &&
      (text === '' || (entry.target ?? '').toLowerCase().includes(text)),
  );
}

/** What there is to choose from in what is loaded. */
export function choicesIn(entries: readonly AuditEntry[]): { whos: readonly string[]; actions: readonly string[] } {
  return {
    whos: [...new Set(entries.map(({ who }) => whoWords(who)))].toSorted(),
    actions: [...new Set(entries.map(({ action }) => action))].toSorted(),
  };
}

/** The line in small pieces, the desk's own sentence first. What the line says already is not said twice. */
export function piecesOf({
  before,
  after,
  target,
}: Pick<AuditEntry, 'before' | 'after' | 'target'>): readonly string[] {
  const sentence = sentenceIn(after);
  const pieces = differences(before, after)
    .filter((each) => (each.before !== null && each.after !== null) || (each.before ?? each.after) !== target)
    .map(differenceText);
  return sentence === null ? pieces : [sentence, ...pieces];
}
