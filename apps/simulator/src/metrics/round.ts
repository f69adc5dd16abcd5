/** As many decimals as a person reads off a tile. */
export function round(value: number, decimals = 0): number {
  const scale = 10 ** decimals;
  return Math.round(Math.max(0, value) * scale) / scale;
}
