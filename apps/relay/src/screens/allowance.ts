/** How many messages one screen may send: a burst, then a trickle. */
export interface Allowance {
  /** False when this one is too many. */
  take(): boolean;
}

export function createAllowance(burst: number, perSecond: number, elapsed: () => number): Allowance {
  let left = burst;
  let at = elapsed();
  return {
    take() {
      const now = elapsed();
      left = Math.min(burst, left + ((now - at) * perSecond) / 1000);
      at = now;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
