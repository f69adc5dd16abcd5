/** How often one name, or one address, may be wrong before it has to wait: each time twice as long. */
export interface LockOut {
  /** How long it still has to wait; 0 when it may try. */
  waitMs(key: string): number;
  /** Counted before the answer is known, so that many attempts at once do not count as one. */
  count(key: string): void;
  /** It was right after all: this attempt does not count. */
  takeBack(key: string): void;
  /** It was right, so what was wrong before does not count any more. */
  forget(key: string): void;
  size(): number;
}

export interface LockOutOptions {
  readonly now: () => number;
  /** So many may be wrong without a wait. */
  readonly free: number;
  readonly longestMs: number;
  /** So many keys are remembered; then the one that was not heard of for longest is forgotten. */
  readonly most: number;
}

const firstWaitMs = 1000;
const forgottenAfterMs = 3_600_000;

interface Misses {
  readonly count: number;
  readonly at: number;
  readonly openAt: number;
}

export function createLockOut({ now, free, longestMs, most }: LockOutOptions): LockOut {
  const known = new Map<string, Misses>();
  const missesOf = (key: string): Misses | undefined => {
    const misses = known.get(key);
    if (misses && now() - misses.at > forgottenAfterMs) known.delete(key);
    return known.get(key);
  };
  return {
    waitMs: (key) => Math.max(0, (missesOf(key)?.openAt ?? 0) - now()),
    count(key) {
      const count = (missesOf(key)?.count ?? 0) + 1;
      const waits = count < free ? 0 : Math.min(longestMs, firstWaitMs * 2 ** Math.min(30, count - free));
      known.delete(key); // the newest stands last
      known.set(key, { count, at: now(), openAt: now() + waits });
      for (const oldest of known.keys()) {
        if (known.size <= most) break;
        known.delete(oldest);
      }
    },
    takeBack(key) {
      const misses = known.get(key);
      if (!misses) return;
      if (misses.count <= 1) known.delete(key);
      else known.set(key, { ...misses, count: misses.count - 1, openAt: 0 });
    },
    forget: (key) => void known.delete(key),
    size: () => known.size,
  };
}
