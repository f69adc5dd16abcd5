import { recoveryWindowMs, releaseAt } from '../heartbeat/hold.ts';
import { silenceLimitMs, slowAfterMs } from '../heartbeat/silence-limit.ts';
import type { ComponentState, Heard } from '../watch/component.ts';
import { uncoveredOn, type PathState } from '../watch/path.ts';
import { decisionMs } from './expire.ts';

/** How long silence may last for this component, by what it declared or by its desk. */
export function limitOf(component: Pick<ComponentState, 'declaredEveryMs' | 'everyMs'>): number {
  return silenceLimitMs(component.declaredEveryMs ?? component.everyMs);
}

/** The instant at which silence becomes a failure, as far as its path's coverage is known. */
export function coveredDeadline(component: ComponentState, heard: Heard, path: PathState): number {
  return heard.at + limitOf(component) + uncoveredSince(heard, path);
}

/** The instant at which, without a covered deadline, sight is given up. */
export function sightDeadline(component: ComponentState, heard: Heard): number {
  return heard.at + limitOf(component) + decisionMs;
}

export function slowInstant(component: ComponentState, heard: Heard, path: PathState): number {
  return heard.at + slowAfterMs(component.declaredEveryMs ?? component.everyMs) + uncoveredSince(heard, path);
}

/** When what is held lets go, as far as its path's coverage is known. */
export function releaseInstant(component: ComponentState, heard: Heard, path: PathState): number | null {
  return component.held && releaseAt(component.held, recoveryWindowMs(component), uncoveredSince(heard, path));
}

export function uncoveredSince(heard: Heard, path: PathState): number {
  return Math.max(0, uncoveredOn(path, heard.port) - heard.uncovered);
}

export function earliest(...instants: readonly (number | null)[]): number | null {
  let result: number | null = null;
  for (const instant of instants) if (instant !== null && (result === null || instant < result)) result = instant;
  return result;
}
