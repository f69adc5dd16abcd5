/** So many connections to one target: with as many subscriptions as there may be that bounds all of them together. */
export const perTarget = 2;

const firstPauseMs = 500;
const longestPauseMs = 60_000;

/** So many targets that failed are remembered, though they may be sent to no more: the oldest is forgotten first. */
export const mostRemembered = 200;

/** Who may be connected to now. A target that failed is asked again by one delivery at a time, later each time, until it takes one. */
export interface Lanes {
  isFree(origin: string): boolean;
  enter(origin: string): void;
  /** `unknown`: we ended it ourselves. */
  leave(origin: string, how: 'well' | 'ill' | 'unknown'): void;
}

interface Target {
  readonly inside: number;
  readonly failures: number;
  readonly pausedUntil: number;
}

const fresh: Target = { inside: 0, failures: 0, pausedUntil: -Infinity };

export function createLanes(elapsed: () => number): Lanes {
  const targets = new Map<string, Target>();
  const at = (origin: string) => targets.get(origin) ?? fresh;
  const put = (origin: string, target: Target) => {
    targets.delete(origin);
    if (target.inside === 0 && target.failures === 0) return;
    targets.set(origin, target);
    for (const [oldest, { inside }] of targets) {
      if (targets.size <= mostRemembered) return;
      if (inside === 0) targets.delete(oldest);
    }
  };
  return {
    isFree(origin) {
      const { inside, failures, pausedUntil } = at(origin);
      return inside < (failures === 0 ? perTarget : 1) && elapsed() >= pausedUntil;
    },
    enter: (origin) => put(origin, { ...at(origin), inside: at(origin).inside + 1 }),
    leave(origin, how) {
      const target = { ...at(origin), inside: at(origin).inside - 1 };
      if (how === 'unknown') return put(origin, target);
      if (how === 'well') return put(origin, { ...fresh, inside: target.inside });
      const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(target.failures, 20));
      put(origin, { ...target, failures: target.failures + 1, pausedUntil: elapsed() + pause });
    },
  };
}
