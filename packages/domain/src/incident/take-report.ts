import { senderMark, type Incident, type Report } from '@yagura/contract';
import type { Became } from '../desk/deed-facts.ts';
import { nameOf } from './act.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { isOver } from './is-over.ts';
import { logged } from './log.ts';
import { openIncident } from './open.ts';
import { done, refusedBy, tell } from './take-command.ts';

/** A machine that has gone wild takes nobody else's room. */
export const maxOpenPerSender = 200;

/**
 * What a machine says: a note for the incident that it opened under the same key, or a new one. It never takes, renews, closes or
 * changes how urgent it is: a machine's word is no sign of life of anybody.
 */
export function takeReport(book: IncidentBook, report: Report, now: number): Became {
  const known = openUnder(book, report);
  return known === undefined ? open(book, report, now) : feed(book, known, report, now);
}

function open(book: IncidentBook, report: Report, now: number): Became {
  const { id, sender, does } = report;
  const { what, where, toldBy, priority, key, note, resolved } = does;
  if (resolved)
    return { command: id, result: 'done', incident: null, waiver: null, revision: null, text: 'nothing of it is open' };
  if (openOf(book, sender) >= maxOpenPerSender)
    return refusedBy(id, null, `${sender} has ${maxOpenPerSender} open incidents: close some first`);
  const source = { kind: 'sender', sender, key, what, where, toldBy } as const;
  const sentence = `${what}, ${where}. Told by ${toldBy}.`;
  const none = { health: null, muted: false, site: null, members: [], memberCount: 0, splitFrom: null };
  const by = senderMark + sender;
  const beginning = { ...none, source, title: what, sentence, priority, occurred: now, by };
  const incident = openIncident(book, `sent:${id}`, beginning, now);
  if (incident === null) return refusedBy(id, null, 'there are too many incidents: close some first');
  const noted = note === null ? incident : logged(incident, { at: now, by, what: 'noted', text: note });
  putIncident(book, noted);
  tell(book, { before: null, after: noted, person: by, now });
  return done(id, noted, `opened as ${nameOf(noted)}`);
}

function openOf({ incidents }: IncidentBook, sender: string): number {
  let open = 0;
  for (const { source, state } of incidents.values())
    if (source.kind === 'sender' && source.sender === sender && state !== 'closed') open += 1;
  return open;
}

function feed(book: IncidentBook, incident: Incident, { id, sender, does }: Report, now: number): Became {
  const fed = logged(incident, { at: now, by: senderMark + sender, what: 'noted', text: wordsOf(incident, does) });
  putIncident(book, fed);
  return done(id, fed, `noted in ${nameOf(fed)}`);
}

const longestText = 2000;

function wordsOf(incident: Incident, { what, where, priority, note, resolved }: Report['does']): string {
  const changed = priority === incident.priority || resolved ? '' : ` (says P${priority})`;
  const told = note ?? `${what}, ${where}`;
  return `${resolved ? 'Says that it is resolved: ' : ''}${told}${changed}`.slice(0, longestText);
}

/**
 * What it opened under this key and is not closed; what goes on as another incident is that one. What a person said is over is not
 * what goes wrong after that: a note in it nobody would hear of.
 */
function openUnder({ incidents }: IncidentBook, { sender, does }: Report): Incident | undefined {
  if (does.key === null) return undefined;
  const own = [...incidents.values()].filter(
    ({ source }) => source.kind === 'sender' && source.sender === sender && source.key === does.key,
  );
  return own
    .toReversed()
    .flatMap((incident) => standing(incidents, incident) ?? [])
    .find((incident) => does.resolved || !isOver(incident));
}

function standing(incidents: IncidentBook['incidents'], incident: Incident): Incident | undefined {
  const seen = new Set<string>();
  for (let at: Incident | undefined = incident; at !== undefined && !seen.has(at.id);) {
    if (at.state !== 'closed') return at;
    seen.add(at.id);
    at = at.mergedInto === null ? undefined : incidents.get(at.mergedInto);
  }
  return undefined;
}
