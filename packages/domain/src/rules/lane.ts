import type { Lane } from './compiled.ts';
import type { LaneState } from './states.ts';

export interface Step {
  readonly at: number;
  readonly countedMs: number;
}

/** Takes one sample into a level. Only covered time counts; a sample that is neither breached nor clear leaves what stands alone. */
export function stepLane(
  lane: Lane,
  before: LaneState | null,
  breached: boolean,
  clear: boolean,
  step: Step,
): LaneState | null {
  if (before?.is === 'standing') return stepStanding(lane, before, clear, step.countedMs);
  const { delay } = lane;
  if (delay.kind === 'for') return stepPending(delay.ms, before, breached, step);
  const marks = before?.is === 'counting' ? before.marks : 0;
  return stepCounting(delay, before, ((marks << 1) | Number(breached)) & ((1 << delay.samples) - 1), step.at);
}

type Standing = Extract<LaneState, { is: 'standing' }>;

function stepStanding(lane: Lane, before: Standing, clear: boolean, countedMs: number): LaneState | null {
  if (!clear) return before.clearMs === null ? before : { ...before, clearMs: null };
  const clearMs = before.clearMs === null ? 0 : before.clearMs + countedMs;
  if (clearMs >= lane.offMs) return null;
  return clearMs === before.clearMs ? before : { ...before, clearMs };
}

function stepPending(delayMs: number, before: LaneState | null, breached: boolean, step: Step): LaneState | null {
  if (!breached) return null;
  const pending = before?.is === 'pending' ? before : null;
  const since = pending?.since ?? step.at;
  const ms = pending ? pending.ms + step.countedMs : 0;
  if (ms >= delayMs) return { is: 'standing', since, clearMs: null };
  return pending?.ms === ms ? pending : { is: 'pending', since, ms };
}

function stepCounting(
  delay: { readonly breached: number },
  before: LaneState | null,
  marks: number,
  at: number,
): LaneState | null {
  if (marks === 0) return null;
  if (bitsOf(marks) >= delay.breached) return { is: 'standing', since: at, clearMs: null };
  return before?.is === 'counting' && before.marks === marks ? before : { is: 'counting', marks };
}

function bitsOf(marks: number): number {
  let count = 0;
  for (let rest = marks; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** What is down is degraded too, so that it does not pass through ok on its way back. */
export function belowDown(degraded: LaneState | null, down: LaneState | null): LaneState | null {
  if (down?.is !== 'standing' || degraded?.is === 'standing') return degraded;
  return { is: 'standing', since: down.since, clearMs: null };
}
