import type { Command, Incident, Outcome } from '@yagura/contract';
import { act, nameOf } from './act.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { merge } from './follow-groups.ts';
import { openIncident } from './open.ts';

type Deed = Extract<Command['does'], { kind: 'open' | 'act' }>;

/** What a person wants of an incident. */
export function takeIncidentDeed(book: IncidentBook, command: Command, does: Deed, now: number): Outcome {
  return does.kind === 'open' ? open(book, command, does, now) : actOn(book, command, does, now);
}

function open(
  book: IncidentBook,
  { id, person }: Command,
  { what, where, toldBy, priority }: Extract<Command['does'], { kind: 'open' }>,
  now: number,
): Outcome {
  const source = { kind: 'person', what, where, toldBy } as const;
  const sentence = `${what}, ${where}. Told by ${toldBy}.`;
  const none = { health: null, muted: false, site: null, members: [], memberCount: 0 };
  const beginning = { ...none, source, title: what, sentence, priority, occurred: now, by: person };
  const incident = openIncident(book, `hand:${id}`, beginning, now);
  if (incident === null) return refusedBy(id, null, 'there are too many incidents: close some first');
  return done(id, incident, `opened as ${nameOf(incident)}`);
}

function actOn(
  book: IncidentBook,
  { id, person }: Command,
  { incident: wanted, expected, action }: Extract<Command['does'], { kind: 'act' }>,
  now: number,
): Outcome {
  const incident = book.incidents.get(wanted);
  if (incident === undefined) return refusedBy(id, null, 'there is no such incident any more');
  if (expected !== null && expected !== incident.revision && meddled(incident, expected, person))
    return {
      command: id,
      result: 'conflict',
      incident: wanted,
      waiver: null,
      revision: incident.revision,
      text: whatOthersDid(incident, person),
    };
  if (action.verb === 'merge') return mergeInto(book, id, incident, action.into, person, now);
  const acted = act(incident, action, { person, now });
  if ('refused' in acted) return refusedBy(id, incident, acted.refused);
  putIncident(book, acted.incident);
  return done(id, acted.incident, acted.incident.log.at(-1)?.what ?? '');
}

function mergeInto(
  book: IncidentBook,
  id: string,
  incident: Incident,
  target: string,
  person: string,
  now: number,
): Outcome {
  const into = book.incidents.get(target);
  if (into === undefined || into.id === incident.id) return refusedBy(id, incident, 'there is no other such incident');
  if (into.state === 'closed' || incident.state === 'closed') return refusedBy(id, incident, 'one of them is closed');
  merge(book, incident, into, person, now);
  return done(id, book.incidents.get(incident.id) ?? incident, `goes on as ${nameOf(into)}`);
}

/** Only what other people did meanwhile is a conflict: that its figures moved on is not. */
function meddled({ log, revision }: Incident, expected: number, person: string): boolean {
  return revision < expected || log.some((line) => line.revision > expected && line.by !== null && line.by !== person);
}

function whatOthersDid(incident: Incident, person: string): string {
  const last = incident.log.findLast(({ by }) => by !== null && by !== person);
  if (last === undefined) return `${nameOf(incident)} is not what it was`;
  return `${last.by} was first: ${last.what}${last.text === '' ? '' : `, ${last.text}`}`;
}

function done(command: string, { id, revision }: Incident, text: string): Outcome {
  return { command, result: 'done', incident: id, waiver: null, revision, text };
}

function refusedBy(command: string, incident: Incident | null, text: string): Outcome {
  const about = { incident: incident?.id ?? null, waiver: null, revision: incident?.revision ?? null };
  return { command, result: 'refused', ...about, text };
}
