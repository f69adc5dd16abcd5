import type { Condition } from '@yagura/contract';
import { compareConditions } from '../health/rank.ts';
import type { ComponentState, Held } from '../watch/component.ts';

export const goodBeatsNeeded = 3;
const urgentWindowMs = 10_000;
const usualWindowMs = 30_000;

export function recoveryWindowMs(component: Pick<ComponentState, 'urgent'>): number {
  return component.urgent ? urgentWindowMs : usualWindowMs;
}

/** When a recovery that began is complete, should nothing bad come; null while it has not begun or lacks good beats. */
export function releaseAt(held: Held, windowMs: number, unseenSinceBeat: number): number | null {
  if (held.from === null || held.good < goodBeatsNeeded) return null;
  return held.from + windowMs + held.unseen + unseenSinceBeat;
}

/** What a beat with this base condition does to what is held. `unseen` is what nobody vouches for since the beat before. */
export function holdAfterBeat(
  component: Pick<ComponentState, 'held' | 'urgent'>,
  base: Condition,
  heardAt: number,
  unseen: number,
): Held | null {
  const held = currentHold(component, heardAt, unseen);
  if (held === null || compareConditions(base, held.condition) <= 0)
    return base === 'ok' || base === 'no-sight' ? null : freshHold(base);
  return {
    ...held,
    good: Math.min(held.good + 1, goodBeatsNeeded),
    from: held.from ?? heardAt,
    unseen: held.from === null ? 0 : held.unseen + unseen,
  };
}

/** What is still held at this instant: a completed recovery has let go. */
export function currentHold(
  component: Pick<ComponentState, 'held' | 'urgent'>,
  now: number,
  unseenSinceBeat: number,
): Held | null {
  const { held } = component;
  if (held === null) return null;
  const released = releaseAt(held, recoveryWindowMs(component), unseenSinceBeat);
  return released !== null && now >= released ? null : held;
}

export function freshHold(condition: Held['condition'], beforeSilence: Held['beforeSilence'] = null): Held {
  return { condition, good: 0, from: null, unseen: 0, beforeSilence };
}
