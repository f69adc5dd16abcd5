const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

export function isStepKey(key: string): boolean {
  return key in steps;
}

/** From line to line; the one with the focus is the chosen one. False when there is no line. */
export function stepByKey(key: string): boolean {
  const by = steps[key] ?? 0;
  const lines = [...document.querySelectorAll<HTMLElement>('[data-line]')];
  const here = lines.findIndex((line) => line.getAttribute('aria-current') === 'true');
  const next = here === -1 ? (by < 0 ? lines.length - 1 : 0) : Math.min(lines.length - 1, Math.max(0, here + by));
  lines[next]?.focus();
  return lines.length > 0;
}
