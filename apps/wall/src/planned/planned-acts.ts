import type { SessionAnswer, WaiverAnswer } from '@yagura/contract';
import { isWholeDesk } from '@yagura/domain';
import type { WaiverVerb } from '../waivers/waiver-api.ts';
import { rowOf } from './planned-row.ts';

export interface Offered {
  readonly verb: WaiverVerb;
  readonly key: string;
  readonly label: string;
}

const keys: Readonly<Record<WaiverVerb, string>> = { approve: 'Y', start: 'S', extend: 'E', end: 'X' };

/** What whoever is here can do about it now, each by a key of its own. */
export function offeredOf({ waiver, facts }: WaiverAnswer, session: SessionAnswer | null, now: number): Offered[] {
  const person = session?.who?.kind === 'person' && isWholeDesk(session.who.scope) ? session.who.person : null;
  if (person === null || session === null) return [];
  const { state, from, until } = rowOf(waiver, now);
  const may = session.may;
  const isPlan = waiver.kind === 'plan';
  const needsOther = (facts?.conflicts.length ?? 0) > 0 && waiver.owner === person;
  const offered: Readonly<Record<WaiverVerb, string | false>> = {
    approve: state === 'proposed' && facts !== null && may.includes('approve-plan') && !needsOther && 'Approve',
    start: state === 'flexible' && from <= now && now <= until && may.includes('mute') && 'Start it now',
    extend: state === 'in-force' && may.includes(isPlan ? 'approve-plan' : 'mute') && 'More time',
    end: state !== 'over' && may.includes('mute') && endLabels[isPlan ? state : 'mute'],
  };
  return (['approve', 'start', 'extend', 'end'] as const).flatMap((verb) => {
    const label = offered[verb];
    return label === false ? [] : [{ verb, key: keys[verb], label }];
  });
}

const endLabels = {
  mute: 'End this mute',
  'in-force': 'The work is done',
  ahead: 'Call it off',
  flexible: 'Call it off',
  proposed: 'Withdraw it',
  over: false,
} as const;

/** Why nobody here approves it, where that has to be said. */
export function approvalNeeds({ waiver, facts }: WaiverAnswer, session: SessionAnswer | null): string | null {
  if (waiver.kind !== 'plan' || waiver.approval !== null || waiver.ended !== null) return null;
  if (session?.who?.kind !== 'person') return 'It covers nothing before a lead approves it. Sign in: I opens it.';
  const isOwn = waiver.owner === session.who.person;
  if ((facts?.conflicts.length ?? 0) > 0 && isOwn) return 'It conflicts with something, so another lead approves it.';
  return session.may.includes('approve-plan') ? null : 'It covers nothing before a lead approves it.';
}
