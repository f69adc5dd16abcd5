export type Level = 'info' | 'warn' | 'error';

interface Repeats {
  admitted: number;
  held: number;
  worst: Level;
}

export type TellRepeats = (level: Level, event: string, times: number) => void;

const ADMITTED_PER_WINDOW = 20;
const WINDOW_MS = 1_000;
const MAX_NAMES = 1_000;
const SEVERITY: Readonly<Record<Level, number>> = { info: 0, warn: 1, error: 2 };

/** Returns `admit`: whether a line of this name may be written now. What it holds back is told once, in sum. */
export function createFloodGate(tell: TellRepeats): (level: Level, event: string) => boolean {
  const names = new Map<string, Repeats>();
  let opened = 0;
  let holding = false;
  let timer: NodeJS.Timeout | undefined;

  const close = (): void => {
    clearTimeout(timer);
    timer = undefined;
    process.off('exit', close);
    holding = false;
    const ended = [...names];
    names.clear();
    for (const [event, { held, worst }] of ended) if (held > 0) tell(worst, event, held);
  };

  return (level, event) => {
    // The timer closes the window of a flood that ended; a flood that starves timers is closed from here.
    if (timer !== undefined && performance.now() - opened >= WINDOW_MS) close();
    if (timer === undefined) {
      opened = performance.now();
      timer = setTimeout(close, WINDOW_MS);
      timer.unref();
    }
    const repeats = find(names, event);
    if (repeats.admitted < ADMITTED_PER_WINDOW) {
      repeats.admitted += 1;
      return true;
    }
    // Without this the sum of a flood right before the end would be lost.
    if (!holding) process.once('exit', close);
    holding = true;
    hold(repeats, level);
    return false;
  };
}

function find(names: Map<string, Repeats>, event: string): Repeats {
  // Names made from data would grow the map within one window: past the bound they share one.
  const name = names.has(event) || names.size < MAX_NAMES ? event : 'other events';
  const known = names.get(name) ?? { admitted: 0, held: 0, worst: 'info' };
  names.set(name, known);
  return known;
}

function hold(repeats: Repeats, level: Level): void {
  repeats.held += 1;
  if (SEVERITY[level] > SEVERITY[repeats.worst]) repeats.worst = level;
}
