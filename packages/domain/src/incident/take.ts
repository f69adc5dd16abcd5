import type { Incident, Priority } from '@yagura/contract';
import { startClock, stopClock } from './clocks.ts';
import { isUnwell } from './is-unwell.ts';
import { logged } from './log.ts';

const hour = 3_600_000;
/** Taking ends by itself: only a silent owner is asked for. */
const lastsMs: Readonly<Record<Priority, number>> = { 1: hour / 2, 2: 4 * hour, 3: 8 * hour };

export function withOwner(incident: Incident, person: string, now: number): Incident {
  const owner = { person, since: now, until: now + lastsMs[incident.priority] };
  const times = { ...incident.times, taken: incident.times.taken ?? now };
  const state = incident.state === 'open' ? 'taken' : incident.state;
  return startClock(stopClock({ ...incident, owner, times, state }, 'take', now), 'update', now);
}

/** A sign of life of its owner. */
export function renewed(incident: Incident, person: string, now: number): Incident {
  const { owner } = incident;
  if (owner === null || owner.person !== person) return incident;
  return { ...incident, owner: { ...owner, until: now + lastsMs[incident.priority] } };
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
  // What is over calls for nobody.
  if (incident.times.recovered !== null) return logged({ ...left, state: 'fixed' }, why);
  // Said to be fixed and still not well, it is open to whoever comes next.
  const isOpen = incident.state === 'taken' || (incident.state === 'fixed' && isUnwell(incident));
  return logged(startClock({ ...left, state: isOpen ? 'open' : incident.state }, 'take', why.at), why);
}
