const tickMs = 25;
/** What an operating system does to a healthy process is no pause. */
const toleratedMs = 50;
/** Desk time is slewed, never by this much within one tick: more is a step, and what a step skips nobody listened to. */
const toleratedStepMs = 5;

export interface Pauses {
  /** What of the elapsed time was not covered, in whole milliseconds, at most `most`; the rest stays for the next. */
  take(most: number): number;
  /** None of the last `ms` was covered, whatever the clock says. */
  atLeast(ms: number): void;
  stop(): void;
}

interface PauseOptions {
  readonly desk: () => number;
  readonly monotonic: () => number;
  readonly onPause: (ms: number) => void;
}

/** A loop that stood still heard nothing meanwhile, and desk time that jumped was not lived through. */
export function uncoveredBetween(monotonicMs: number, deskMs: number): number {
  const lateness = Math.max(0, monotonicMs - tickMs);
  const step = deskMs - monotonicMs;
  return (lateness > toleratedMs ? lateness : 0) + (step > toleratedStepMs ? step : 0);
}

export function startPauseWatch({ desk, monotonic, onPause }: PauseOptions): Pauses {
  let pending = 0;
  let last = { monotonic: monotonic(), desk: desk() };

  function tick(): void {
    const now = { monotonic: monotonic(), desk: desk() };
    const uncovered = uncoveredBetween(now.monotonic - last.monotonic, now.desk - last.desk);
    last = now;
    if (uncovered === 0) return;
    pending += uncovered;
    onPause(uncovered);
  }

  const timer = setInterval(tick, tickMs);
  return {
    take(most) {
      const taken = Math.max(0, Math.min(Math.ceil(pending), most));
      pending = Math.max(0, pending - taken);
      return taken;
    },
    atLeast(ms) {
      pending = Math.max(pending, ms);
    },
    stop: () => clearInterval(timer),
  };
}
