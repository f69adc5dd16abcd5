/** "; did you mean …?" where one of the known names is a slip or two away, more in a long one; else nothing. */
export function suggest(word: string, known: Iterable<string>): string {
  const farthest = Math.max(2, Math.floor(word.length / 5));
  let best: { name: string; away: number } | null = null;
  for (const name of known) {
    if (Math.abs(name.length - word.length) > farthest) continue;
    const away = distance(name, word);
    if (away <= farthest && away < (best?.away ?? Infinity)) best = { name, away };
  }
  return best ? `; did you mean "${best.name}"?` : '';
}

/** Levenshtein; names are short and this runs only for a mistake. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
