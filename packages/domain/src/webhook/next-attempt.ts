import { deliveryTriedForMs } from '@yagura/contract';

const firstWaitMs = 5000;
const longestWaitMs = 3_600_000;
/** Of a receiver that asks for time: it gets no more than this. */
const longestAskedMs = 3_600_000;

export interface Tried {
  /** How often it was tried by now, this time included. */
  readonly attempts: number;
  readonly queuedAt: number;
  readonly now: number;
  /** What the receiver asked for; 0 where it asked for nothing. */
  readonly askedMs: number;
  /** In [0, 1): those that failed together do not come back together. */
  readonly chance: number;
}

/** When it is tried again: later each time, from seconds to an hour; null when it was tried for a day and is given up. */
export function nextAttempt({ attempts, queuedAt, now, askedMs, chance }: Tried): number | null {
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts - 1, 20));
  const spread = wait * (0.75 + chance / 2);
  const next = now + Math.round(Math.max(spread, Math.min(askedMs, longestAskedMs)));
  return next > queuedAt + deliveryTriedForMs ? null : next;
}
