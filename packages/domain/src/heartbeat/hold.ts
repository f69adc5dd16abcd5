import type { Condition } from '@yagura/contract';
import { compareConditions } from '../health/rank.ts';
import type { ComponentState, Held } from '../watch/component.ts';

export const goodBeatsNeeded = 3;
const urgentWindowMs = 10_000;
const usualWindowMs = 30_000;

type Holding = Pick<ComponentState, 'held' | 'urgent'>;

export function recoveryWindowMs(component: Pick<ComponentState, 'urgent'>): number {
  return component.urgent ? urgentWindowMs : usualWindowMs;
}

/** When a recovery that began is complete, should nothing bad come; null while it has not begun or lacks good beats. */
export function releaseAt(held: Held, windowMs: number, unseenSinceBeat: number): number | null {
  if (held.from === null || held.good < goodBeatsNeeded) return null;
  return held.from + windowMs + held.unseen + unseenSinceBeat;
}

/** What a beat with this base condition does to what is held. `unseen` is what nobody vouches for since the beat before. */
export function holdAfterBeat(component: Holding, base: Condition, heardAt: number, unseen: number): Held | null {
  const { held } = currentHold(component, heardAt, unseen);
  if (held === null || compareConditions(base, held.condition) <= 0)
    return base === 'ok' || base === 'no-sight' ? null : freshHold(base);
  const beneath = base === 'degraded' ? freshHold(base) : held.beneath && advanced(held.beneath, heardAt, unseen);
  return { ...advanced(held, heardAt, unseen), beneath };
}

function advanced(held: Held, heardAt: number, unseen: number): Held {
  return {
    ...held,
    good: Math.min(held.good + 1, goodBeatsNeeded),
    from: held.from ?? heardAt,
    unseen: held.from === null ? 0 : held.unseen + unseen,
  };
}

/** What is still held at this instant, and when what is not any more let go. */
export function currentHold(
  component: Holding,
  now: number,
  unseenSinceBeat: number,
): { readonly held: Held | null; readonly releasedAt: number | null } {
  const windowMs = recoveryWindowMs(component);
  let { held } = component;
  let releasedAt: number | null = null;
  while (held !== null) {
    const release = releaseAt(held, windowMs, unseenSinceBeat);
    if (release === null || now < release) break;
    releasedAt = Math.max(release, releasedAt ?? release);
    held = held.beneath;
  }
  return { held, releasedAt };
}

export function freshHold(condition: Held['condition'], beforeSilence: Held['beforeSilence'] = null): Held {
  return { condition, good: 0, from: null, unseen: 0, beforeSilence, beneath: null };
}
