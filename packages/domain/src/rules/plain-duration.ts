const long: readonly (readonly [RegExp, string])[] = [
  [/^(ms|msec|msecs|millis|milliseconds?)$/, 'ms'],
  [/^(|s|sec|secs|seconds?)$/, 's'],
  [/^(m|min|mins|minutes?)$/, 'm'],
  [/^(h|hr|hrs|hours?)$/, 'h'],
];

/** What a duration that cannot be read was most likely meant to be; a bare number means seconds. */
export function plainDuration(text: string): string | null {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]*)$/i.exec(text.trim());
  if (!match) return null;
  const [, amount = '', word = ''] = match;
  const unit = long.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
  return unit === undefined ? null : `${amount}${unit}`;
}

/** Milliseconds as people write them in a rule: the largest unit that says it whole. */
export function durationText(ms: number): string {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000} min`;
  return ms >= 1000 && ms % 100 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}
