const units: readonly (readonly [suffix: string, unit: string])[] = [
  ['_per_s', '/s'],
  ['_pct', ' %'],
  ['_ms', ' ms'],
  ['_s', ' s'],
];

/** The one figure of a tile: its unit is the ending of the metric's name, otherwise the name itself says, where there is room, what it counts. */
export function figureText(metric: string | null, value: number | null, wide: boolean): string | null {
  if (metric === null || value === null) return null;
  const known = units.find(([suffix]) => metric.endsWith(suffix));
  const number = short(value);
  if (known) return `${number}${known[1]}`;
  return wide ? `${number} ${metric.replaceAll('_', ' ')}` : number;
}

/** Three figures at most carry meaning on a tile. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_500) return `${trim(value / 1e6)}M`;
  if (size >= 9995) return `${trim(value / 1000)}k`;
  if (size >= 100) return String(Math.round(value));
  return trim(value);
}

function trim(value: number): string {
  return Math.abs(value) >= 99.5
    ? String(Math.round(value))
    : String(Number(value.toFixed(Math.abs(value) < 10 ? 1 : 0)));
}
