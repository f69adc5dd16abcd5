/** Below this the scheduling noise of a healthy sender would count as silence. */
const floorMs = 3000;

/** What is learned may stretch a limit so far and no further, however unsteady a sender was. */
const learnedIntervals = 10;
/** What must alert within 5 s has half a second left to be shown. */
const urgentLearnedMs = 4500;

export interface Learned {
  /** 1.5 × the p99.9 of its gaps. */
  readonly limitMs: number;
  readonly urgent: boolean;
}

/** How long nothing may be heard, in covered time, before silence is a failure. */
export function silenceLimitMs(everyMs: number, learned: Learned | null = null): number {
  const plain = Math.max(3 * everyMs, floorMs);
  if (learned === null) return plain;
  const stretched = Math.min(learned.limitMs, learnedIntervals * everyMs);
  return Math.max(plain, learned.urgent ? Math.min(stretched, urgentLearnedMs) : stretched);
}

/** From here on the tile carries the mark "slow". */
export function slowAfterMs(everyMs: number): number {
  return 2 * everyMs;
}
