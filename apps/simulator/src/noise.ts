/** A number in [0, 1) that the same seed and words always give: randomness without a state to carry around. */
export function unit(seed: number, ...words: readonly (string | number)[]): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  const text = words.join('|');
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  // FNV alone leaves neighbouring words with neighbouring hashes; the finish of murmur3 scatters them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Noise in [-1, 1] that drifts instead of jumping: load does not halve between two beats. */
export function drift(seed: number, word: string, at: number, periodMs: number): number {
  const step = Math.floor(at / periodMs);
  const into = at / periodMs - step;
  const from = unit(seed, word, step) * 2 - 1;
  const to = unit(seed, word, step + 1) * 2 - 1;
  const eased = into * into * (3 - 2 * into);
  return from + (to - from) * eased;
}
