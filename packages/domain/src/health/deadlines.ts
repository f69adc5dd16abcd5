import { recoveryWindowMs, releaseAt } from '../heartbeat/hold.ts';
import { silenceLimitMs, slowAfterMs } from '../heartbeat/silence-limit.ts';
import type { ComponentState, Heard } from '../watch/component.ts';
import { uncoveredOn, type PathState } from '../watch/path.ts';
import { decisionMs } from './expire.ts';

/** How long silence may last for this component, by what it declared or by its desk. */
export function limitOf(
  component: Pick<ComponentState, 'declaredEveryMs' | 'everyMs' | 'learnedMs' | 'urgent'>,
): number {
  const { learnedMs, urgent } = component;
  const learned = learnedMs === null ? null : { limitMs: learnedMs, urgent };
  return silenceLimitMs(component.declaredEveryMs ?? component.everyMs, learned);
}

/** From when its silence counts: its last beat, or the instant at which it was expected again. */
function silentFrom(component: ComponentState, heard: Heard): { readonly at: number; readonly uncovered: number } {
  return component.awaited ?? heard;
}

/** The instant at which silence becomes a failure, as far as its path's coverage is known. */
export function coveredDeadline(component: ComponentState, heard: Heard, path: PathState): number {
  const from = silentFrom(component, heard);
  return from.at + limitOf(component) + uncoveredAfter(from, heard, path);
}

/** The instant at which, without a covered deadline, sight is given up. */
export function sightDeadline(component: ComponentState, heard: Heard): number {
  return silentFrom(component, heard).at + limitOf(component) + decisionMs;
}

export function slowInstant(component: ComponentState, heard: Heard, path: PathState): number {
  const from = silentFrom(component, heard);
  return from.at + slowAfterMs(component.declaredEveryMs ?? component.everyMs) + uncoveredAfter(from, heard, path);
}

/** When what is held lets go, as far as its path's coverage is known. */
export function releaseInstant(component: ComponentState, heard: Heard, path: PathState): number | null {
  return component.held && releaseAt(component.held, recoveryWindowMs(component), uncoveredSince(heard, path));
}

export function uncoveredSince(heard: Heard, path: PathState): number {
  return uncoveredAfter(heard, heard, path);
}

function uncoveredAfter(from: { readonly uncovered: number }, heard: Heard, path: PathState): number {
  return Math.max(0, uncoveredOn(path, heard.port) - from.uncovered);
}
