import { maxFacts, type Fact, type Incident } from '@yagura/contract';
import { healthWords } from '../words.ts';
import { logged } from './log.ts';
import type { Actor } from './take.ts';

/** The newest facts stand with the incident; each of them stands in its log. */
export function attach(incident: Incident, fact: Fact, { person, now }: Actor): Incident {
  const all = [...incident.facts, { at: now, by: person, fact }];
  const facts = all.slice(-maxFacts);
  const factsBefore = incident.factsBefore + all.length - facts.length;
  return logged({ ...incident, facts, factsBefore }, { at: now, by: person, what: 'attached', text: factText(fact) });
}

export function factText(fact: Fact): string {
  if (fact.kind === 'link') return `${fact.title}: ${fact.url}`;
  return `${fact.component} ${healthWords[fact.health]}: ${fact.sentence}`;
}
