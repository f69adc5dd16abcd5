/** What was most likely meant by a name that is not known: a slip or two away, more in a long one; null when nothing is. */
export function nearest(name: string, known: Iterable<string>): string | null {
  const mostSlips = Math.max(2, Math.floor(name.length / 5));
  let best: { readonly name: string; readonly slips: number } | null = null;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > mostSlips) continue;
    const slips = slipsBetween(candidate.toLowerCase(), name.toLowerCase());
    if (slips <= mostSlips && (best === null || slips < best.slips)) best = { name: candidate, slips };
  }
  return best?.name ?? null;
}

/** Letters put in, left out or exchanged on the way from one to the other. */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries())
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row[b.length] ?? 0;
}
