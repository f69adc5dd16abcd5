import type { Incident } from '@yagura/contract';
import { stopClock } from './clocks.ts';
import { logged } from './log.ts';

export function closed(incident: Incident, how: NonNullable<Incident['closed']>, now: number): Incident {
  const stopped = stopClock(stopClock(incident, 'take', now), 'update', now);
  const times = { ...stopped.times, closed: now };
  const next: Incident = { ...stopped, state: 'closed', owner: null, closed: how, times };
  return logged(next, {
    at: now,
    by: how.by,
    what: 'closed',
    text: how.text === '' ? how.reason : `${how.reason}: ${how.text}`,
  });
}
