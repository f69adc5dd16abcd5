import type { Incident, TakeLasts } from '@yagura/contract';
import { startClock, stopClock } from './clocks.ts';
import { closed } from './closed.ts';
import { isUnwell } from './is-unwell.ts';
import { logged } from './log.ts';

/** Somebody who acts, at an instant, on a desk on which taking lasts so long. */
export interface Actor {
  readonly person: string;
  readonly now: number;
  readonly lasts: TakeLasts;
}

/** Taking ends by itself: only a silent owner is asked for. */
function until({ priority }: Incident, { now, lasts }: Actor): number {
  return now + lasts[`p${priority}`];
}

export function withOwner(incident: Incident, actor: Actor): Incident {
  const { person, now } = actor;
  const owner = { person, since: now, until: until(incident, actor) };
  const times = { ...incident.times, taken: incident.times.taken ?? now };
  const state = incident.state === 'open' ? 'taken' : incident.state;
  return startClock(stopClock({ ...incident, owner, times, state }, 'take', now), 'update', now);
}

/** A sign of life of its owner. */
export function renewed(incident: Incident, actor: Actor): Incident {
  const { owner } = incident;
  if (owner === null || owner.person !== actor.person) return incident;
  return { ...incident, owner: { ...owner, until: until(incident, actor) } };
}

/** Nobody has it any more: unless it is over, the clock for taking it runs again. */
export function withoutOwner(
  incident: Incident,
  why: {
    readonly at: number;
    readonly by: string | null;
    readonly what: 'released' | 'expired' | 'dropped';
    readonly text: string;
  },
): Incident {
  const left = stopClock({ ...incident, owner: null }, 'update', why.at);
  if (left.health === 'closed') {
    const text = 'nothing is asked of it any more';
    return closed(logged(left, why), { reason: 'not-actionable', by: null, text }, why.at);
  }
  // What is over calls for nobody.
  if (incident.times.recovered !== null) return logged({ ...left, state: 'fixed' }, why);
  // Said to be fixed and still not well, it is open to whoever comes next.
  const isOpen = incident.state === 'taken' || (incident.state === 'fixed' && isUnwell(incident));
  return logged(startClock({ ...left, state: isOpen ? 'open' : incident.state }, 'take', why.at), why);
}
