import type { PlanWindow, Waiver } from '@yagura/contract';

/** The window that runs at this instant. */
export function windowAt(windows: readonly PlanWindow[], at: number): PlanWindow | null {
  return windows.find(({ from, until }) => from <= at && at < until) ?? null;
}

/** The window that runs or comes next. */
export function windowFrom(windows: readonly PlanWindow[], at: number): PlanWindow | null {
  return windows.find(({ until }) => at < until) ?? null;
}

/** When the next one begins or ends. */
export function edgeAfter(windows: readonly PlanWindow[], at: number): number | null {
  const next = windowFrom(windows, at);
  if (next === null) return null;
  return next.from > at ? next.from : next.until;
}

/** When the last one began or ended; null before all of them. */
export function edgeUpTo(windows: readonly PlanWindow[], at: number): number | null {
  let last: number | null = null;
  for (const { from, until } of windows) {
    if (from <= at) last = from;
    if (until <= at) last = until;
  }
  return last;
}

/** What waits for a person's word covers nothing. */
export function isInForce(waiver: Waiver, at: number): boolean {
  return isSettled(waiver) && windowAt(waiver.windows, at) !== null;
}

/** Said once and for all, and not only proposed. */
export function isSettled(waiver: Waiver): boolean {
  return waiver.kind === 'mute' || waiver.approval !== null;
}

/** In their order; those that touch or overlap are one. */
export function merged(windows: readonly PlanWindow[]): PlanWindow[] {
  const result: PlanWindow[] = [];
  for (const window of windows.toSorted((a, b) => a.from - b.from || a.until - b.until)) {
    const last = result.at(-1);
    if (last && window.from <= last.until) last.until = Math.max(last.until, window.until);
    else result.push({ ...window });
  }
  return result;
}

/** What of them lies ahead: nobody is excused for what has passed. */
export function ahead(windows: readonly PlanWindow[], now: number): PlanWindow[] {
  return windows.flatMap(({ from, until }) => (until <= now ? [] : [{ from: Math.max(from, now), until }]));
}
