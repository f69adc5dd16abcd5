import type { Calendar, Phase } from '@yagura/contract';
import { phaseAt } from '../calendar/market.ts';
import { sessionAt } from '../calendar/session.ts';
import type { Gates } from './gates.ts';

const trading: ReadonlySet<Phase> = new Set(['auction', 'open']);

/** Which gates its calendar holds open. Beyond what a calendar covers all are shut: nothing is guessed there. */
export function gatesAt(calendar: Calendar, at: number): Gates {
  const { phase } = phaseAt(calendar, at);
  return {
    session: sessionAt(calendar, at).state === 'open',
    market: trading.has(phase),
    continuous: phase === 'open',
  };
}
