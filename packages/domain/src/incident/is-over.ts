import type { Incident } from '@yagura/contract';

/** It is closed, it recovered, or nothing is asked any more of what it is about: it calls for nobody. */
export function isOver({ state, health, times }: Pick<Incident, 'state' | 'health' | 'times'>): boolean {
  return state === 'closed' || times.recovered !== null || health === 'closed';
}
