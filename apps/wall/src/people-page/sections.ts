import type { SessionAnswer } from '@yagura/contract';
import { isWholeDesk } from '@yagura/domain';

export const peopleSections = ['people', 'sessions', 'tokens', 'audit'] as const;
export type PeopleSection = (typeof peopleSections)[number];

/** What of the page whoever is here may see; the relay decides the same again at each of its routes. */
export function sectionsFor({ who, may }: Pick<SessionAnswer, 'who' | 'may'>): readonly PeopleSection[] {
  if (who?.kind !== 'person') return [];
  const shown: Readonly<Record<PeopleSection, boolean>> = {
    people: may.includes('manage-people'),
    sessions: true,
    tokens: may.includes('manage-screens'),
    // It tells of everything on the desk, so a narrower scope does not read it.
    audit: may.includes('read-audit') && isWholeDesk(who.scope),
  };
  return peopleSections.filter((section) => shown[section]);
}

/** How the way to the page is called for whoever is here. */
export function wayWords(sections: readonly PeopleSection[]): string {
  const others = sections.filter((section) => section !== 'sessions').join(', ');
  return others === '' ? 'Your sessions and password' : others.charAt(0).toUpperCase() + others.slice(1);
}
