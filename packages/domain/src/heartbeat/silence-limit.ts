/** Below this the scheduling noise of a healthy sender would count as silence. */
const floorMs = 3000;

/** How long nothing may be heard, in covered time, before silence is a failure. */
export function silenceLimitMs(everyMs: number): number {
  return Math.max(3 * everyMs, floorMs);
}

/** From here on the tile carries the mark "slow". */
export function slowAfterMs(everyMs: number): number {
  return 2 * everyMs;
}
