import type { SessionAnswer } from '@yagura/contract';
import { isWholeDesk } from '@yagura/domain';

const words = { mute: 'mute', plan: 'plan work', 'approve-plan': 'approve work' } as const;

/** Why whoever is here cannot do it; null where they can. What is muted or planned is told of the whole desk. */
export function whyNot(session: SessionAnswer | null, action: keyof typeof words): string | null {
  if (session?.who?.kind !== 'person') return `Sign in to ${words[action]}: I opens it.`;
  if (!session.may.includes(action)) return `Your role does not ${words[action]}.`;
  return isWholeDesk(session.who.scope)
    ? null
    : `Your scope is a part of the desk: ask somebody who sees all of it to ${words[action]}.`;
}
