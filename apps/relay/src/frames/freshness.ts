import { freshnessNever } from '@yagura/contract';

const oldest = 254;

/** One byte a component: its age in tenths of its own limit, rounded up, so that nothing looks fresher than it is. */
export function freshnessBytes(
  lastBeats: readonly (number | null)[],
  limits: readonly number[],
  now: number,
): Uint8Array {
  return Uint8Array.from(lastBeats, (at, index) => {
    if (at === null) return freshnessNever;
    const tenths = Math.ceil((Math.max(0, now - at) * 10) / (limits[index] ?? 0));
    return Number.isNaN(tenths) ? oldest : Math.min(tenths, oldest);
  });
}
