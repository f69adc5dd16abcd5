import { clockOf } from '@yagura/domain';
import { ageText } from '../board/age.ts';
import type { Listed } from './listed.ts';

export function stateWords({ state, closed }: Pick<Listed, 'state' | 'closed'>): string {
  if (state === 'closed') return closed === null ? 'closed' : `closed: ${closed.replace('-', ' ')}`;
  return state === 'fixed' ? 'fixed, to be closed' : state;
}

export interface OwnerWords {
  readonly text: string;
  readonly late: boolean;
}

/** Who has it and for how much longer; or by when somebody has to take it. */
export function ownerWords(
  { state, owner, dueAt }: Pick<Listed, 'state' | 'owner' | 'dueAt'>,
  second: number,
): OwnerWords {
  const late = dueAt !== null && state !== 'closed' && second * 1000 >= dueAt;
  if (owner !== null) return { text: `${owner.person}, ${ageText(owner.until / 1000 - second)} left`, late };
  if (state === 'closed' || state === 'fixed' || dueAt === null) return { text: '', late: false };
  return { text: late ? `not taken, due ${shortClock(dueAt)}` : `take by ${shortClock(dueAt)}`, late };
}

/** Since when, and for how long it went on or goes on. */
export function lastedWords({ occurred, over }: Pick<Listed, 'occurred' | 'over'>, second: number): string {
  const lasted = ageText((over ?? second * 1000) / 1000 - occurred / 1000);
  return `${dayIfOther(occurred, second)}${shortClock(occurred)} · ${lasted}`;
}

function shortClock(instant: number): string {
  return clockOf(instant).slice(0, 5);
}

function dayIfOther(instant: number, second: number): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return day(instant) === day(second * 1000) ? '' : `${day(instant)} `;
}
