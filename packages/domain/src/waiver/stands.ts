import type { PlanWindow, Waiver, WaiverBrief } from '@yagura/contract';
import { isSettled, windowAt, windowFrom } from './windows.ts';

/** How one that is not over stands. */
export function standsOf(waiver: Waiver, now: number): WaiverBrief['state'] {
  if (!isSettled(waiver)) return 'proposed';
  if (waiver.windows.length === 0) return 'flexible';
  return windowAt(waiver.windows, now) === null ? 'ahead' : 'in-force';
}

/** The window that runs or comes next, else the last; of what waits for a start, between when it may begin. */
export function spanOf(waiver: Waiver, now: number): PlanWindow {
  const window = windowFrom(waiver.windows, now) ?? waiver.windows.at(-1);
  if (window) return { from: window.from, until: window.until };
  const flexible = waiver.kind === 'plan' ? waiver.flexible : null;
  return { from: flexible?.earliest ?? waiver.saidAt, until: flexible?.latest ?? waiver.saidAt };
}
