import type { Reason } from '@yagura/contract';
import type { ComponentState } from '../watch/component.ts';

export const restartsToReport = 3;
export const restartWindowMs = 300_000;
export const clockLimitMs = 1000;
/** One beat may be held up on its way; three in a row say that the clock is off. */
export const skewedBeatsNeeded = 3;

export interface Base {
  readonly condition: 'ok' | 'degraded' | 'down';
  readonly reasons: readonly Reason[];
  /** When time alone would change this. */
  readonly nextAt: number | null;
}

/** What the newest evidence says, without silence, blindness or memory of worse times. */
export function baseCondition(component: Pick<ComponentState, 'says' | 'skew' | 'restarts'>, now: number): Base {
  const reasons: Reason[] = [];
  const { says, skew } = component;
  if (says.status !== 'ok')
    reasons.push({ code: 'says', status: says.status, ...(says.message !== null && { message: says.message }) });
  const restarting = restartsUntil(component.restarts, now);
  if (restarting !== null)
    reasons.push({ code: 'restarting', epochs: component.restarts.length, withinMs: restartWindowMs });
  if (skew.beats >= skewedBeatsNeeded) reasons.push({ code: 'clock', offsetMs: skew.offsetMs, limitMs: clockLimitMs });
  const condition = says.status === 'down' ? 'down' : reasons.length > 0 ? 'degraded' : 'ok';
  return { condition, reasons, nextAt: restarting };
}

/** While this many restarts lie within the window the component is restarting; null when it is not. */
function restartsUntil(restarts: readonly number[], now: number): number | null {
  const decisive = restarts[restarts.length - restartsToReport];
  return decisive !== undefined && decisive + restartWindowMs > now ? decisive + restartWindowMs : null;
}
