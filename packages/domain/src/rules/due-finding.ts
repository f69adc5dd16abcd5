import type { ExpectedRule } from './compiled.ts';
import type { DuePlan, DueWindow } from './due-plan.ts';
import { expectedEnd } from './expected-rule.ts';
import type { Finding } from './finding.ts';
import type { ExpectedState } from './states.ts';

export function dueFinding(
  rule: ExpectedRule,
  state: ExpectedState | undefined,
  due: DuePlan,
  now: number,
): Finding | null {
  const window = currentWindow(due.windows[rule.id], now);
  if (window === null || !isAsked(rule, state) || isSeen(state, window)) return null;
  const dueAt = Math.min(window.note ?? Infinity, window.degraded ?? Infinity, window.down ?? Infinity);
  if (dueAt === Infinity) return null;
  const says = stageAt(window, now);
  const { id, subject } = rule;
  if (says !== null)
    return {
      says,
      reason: { code: 'missed', rule: id, says, subject, dueAt, since: window[says] ?? dueAt, calendar: due.calendar },
    };
  const expectedAt = expectedEnd(state?.progress ?? null);
  if (expectedAt === null || expectedAt <= dueAt) return null;
  return { says: 'note', reason: { code: 'will-be-late', rule: id, subject, dueAt, expectedAt } };
}

/** When time alone would change what is said about it. */
export function nextDue(
  rule: ExpectedRule,
  state: ExpectedState | undefined,
  due: DuePlan,
  now: number,
): number | null {
  if (!isAsked(rule, state)) return null;
  let next = Infinity;
  for (const window of due.windows[rule.id] ?? [])
    if (now < window.from) next = Math.min(next, window.from);
    else if (now < window.until && !isSeen(state, window)) next = Math.min(next, nextStage(window, now));
  return next === Infinity ? null : next;
}

/** A loop without a closure: with every beat it is asked of every component that expects something. */
function currentWindow(windows: readonly DueWindow[] = [], now: number): DueWindow | null {
  for (const window of windows) if (window.from <= now && now < window.until) return window;
  return null;
}

/** Who never told the label is not judged by it; an event that never came is the very finding. */
function isAsked(rule: ExpectedRule, state: ExpectedState | undefined): boolean {
  return rule.label === null || (state !== undefined && state.label !== null);
}

function isSeen(state: ExpectedState | undefined, window: DueWindow): boolean {
  if (state === undefined) return false;
  return state.label === 'good' || (state.seenAt !== null && state.seenAt >= window.from);
}

function stageAt(window: DueWindow, now: number): Finding['says'] | null {
  const passed = (stage: number | null) => stage !== null && now >= stage;
  if (passed(window.down)) return 'down';
  if (passed(window.degraded)) return 'degraded';
  return passed(window.note) ? 'note' : null;
}

function nextStage({ note, degraded, down, until }: DueWindow, now: number): number {
  const later = (stage: number | null) => (stage !== null && stage > now ? stage : Infinity);
  return Math.min(later(note), later(degraded), later(down), until);
}
