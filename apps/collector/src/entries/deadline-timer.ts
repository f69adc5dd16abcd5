import type { Deadlines } from './deadlines.ts';

const longestTimerMs = 2 ** 31 - 1;

export interface DeadlineTimer {
  /** To be called whenever an earlier deadline may have come in or some have passed. */
  arm(): void;
  stop(): void;
}

/** One timer, for the earliest deadline of all. It only wakes: whether one has passed is asked of desk time. */
export function createDeadlineTimer(deadlines: Deadlines, desk: () => number, onDue: () => void): DeadlineTimer {
  let timer: NodeJS.Timeout | null = null;
  let armedFor = Infinity;

  function wake(): void {
    timer = null;
    armedFor = Infinity;
    if (deadlines.due(Math.floor(desk()))) onDue();
    else arm();
  }

  function arm(): void {
    const earliest = deadlines.earliest();
    if (earliest === armedFor) return;
    if (timer) clearTimeout(timer);
    timer = null;
    armedFor = earliest;
    if (earliest === Infinity) return;
    // Timers may fire up to a millisecond early and know no fractions; then it is armed once more.
    timer = setTimeout(wake, Math.min(Math.max(1, Math.ceil(earliest - desk())), longestTimerMs));
  }

  return {
    /** A later one than it is armed for can wait until it wakes. */
    arm() {
      if (timer === null || deadlines.earliest() < armedFor) arm();
    },
    stop() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
