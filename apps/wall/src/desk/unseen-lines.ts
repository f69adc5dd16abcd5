import type { StripEntry } from '@yagura/contract';

export function keyOfLine({ at, title, text }: StripEntry): string {
  return `${at} ${title} ${text}`;
}

/** Lines of the strip that came while the screen saw nothing, as long as they stand there. */
export function unseenLines(
  unseen: ReadonlySet<string>,
  lines: { readonly before: readonly StripEntry[]; readonly after: readonly StripEntry[] },
  whileBlind: boolean,
): ReadonlySet<string> {
  if (lines.before === lines.after || (!whileBlind && unseen.size === 0)) return unseen;
  const known = new Set(lines.before.map(keyOfLine));
  return new Set(lines.after.map(keyOfLine).filter((key) => unseen.has(key) || (whileBlind && !known.has(key))));
}
