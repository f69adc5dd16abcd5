import { senderMark, type Command, type Incident, type IncidentAction } from '@yagura/contract';
import type { Became } from '../desk/deed-facts.ts';
import type { DeskWorld } from '../desk/world.ts';
import { act, nameOf } from './act.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { merge } from './follow-groups.ts';
import { openIncident } from './open.ts';
import type { Actor } from './take.ts';
import { split } from './split.ts';
import { tellDeed, type ToldDeed } from './tell-deed.ts';

type Deed = Extract<Command['does'], { kind: 'open' | 'act' }>;
/** Who wants it, when, and under which key. */
export interface Wish extends Actor {
  readonly id: string;
}

/** What a person wants of an incident. */
export function takeIncidentDeed(desk: DeskWorld, does: Deed, wish: Wish): Became {
  return does.kind === 'open' ? open(desk, does, wish) : actOn(desk, does, wish);
}

function open({ incidents: book }: DeskWorld, does: Extract<Deed, { kind: 'open' }>, wish: Wish): Became {
  const { what, where, toldBy, priority } = does;
  const { id, person, now } = wish;
  const source = { kind: 'person', what, where, toldBy } as const;
  const sentence = `${what}, ${where}. Told by ${toldBy}.`;
  const none = { health: null, muted: false, site: null, members: [], memberCount: 0, splitFrom: null };
  const beginning = { ...none, source, title: what, sentence, priority, occurred: now, by: person };
  const incident = openIncident(book, `hand:${id}`, beginning, now);
  if (incident === null) return refusedBy(id, null, 'there are too many incidents: close some first');
  tell(book, { before: null, after: incident, person, now });
  return done(id, incident, `opened as ${nameOf(incident)}`);
}

function actOn(desk: DeskWorld, does: Extract<Deed, { kind: 'act' }>, wish: Wish): Became {
  const { incident: wanted, expected, action } = does;
  const { incidents: book } = desk;
  const { id, person, now } = wish;
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
  const acted = perform(desk, incident, action, wish);
  const after = book.incidents.get(wanted) ?? incident;
  if ('refused' in acted) return refusedBy(id, incident, acted.refused);
  tell(book, { before: incident, after, person, now });
  return done(id, after, acted.text);
}

/** Whom it woke was notified; that belongs to the same revision. */
export function tell(book: IncidentBook, deed: ToldDeed): void {
  const told = tellDeed(deed);
  book.told.push(...told);
  const { after, now } = deed;
  if (after.times.notified !== null || !told.some(({ pages }) => pages)) return;
  putIncident(book, { ...after, times: { ...after.times, notified: now } });
}

type Performed = { readonly text: string } | { readonly refused: string };

function perform(desk: DeskWorld, incident: Incident, action: IncidentAction, wish: Wish): Performed {
  if (action.verb === 'merge') return mergeInto(desk, incident, action.into, wish);
  if (action.verb === 'split') return split(desk, incident, action.components, wish);
  const acted = act(incident, action, wish);
  if ('refused' in acted) return acted;
  putIncident(desk.incidents, acted.incident);
  return { text: acted.incident.log.at(-1)?.what ?? '' };
}

function mergeInto(
  { incidents: book }: DeskWorld,
  incident: Incident,
  target: string,
  { person, now }: Wish,
): Performed {
  const into = book.incidents.get(target);
  if (into === undefined || into.id === incident.id) return { refused: 'there is no other such incident' };
  if (into.state === 'closed' || incident.state === 'closed') return { refused: 'one of them is closed' };
  merge(book, incident, into, person, now);
  return { text: `goes on as ${nameOf(into)}` };
}

/** Only what other people did meanwhile is a conflict: that its figures moved on is not. */
function meddled({ log, revision }: Incident, expected: number, person: string): boolean {
  return revision < expected || log.some((line) => line.revision > expected && isAnother(line.by, person));
}

/** What a machine added is no deed of somebody who was first. */
function isAnother(by: string | null, person: string): by is string {
  return by !== null && by !== person && !by.startsWith(senderMark);
}

function whatOthersDid(incident: Incident, person: string): string {
  const last = incident.log.findLast(({ by }) => isAnother(by, person));
  if (last === undefined) return `${nameOf(incident)} is not what it was`;
  return `${last.by} was first: ${last.what}${last.text === '' ? '' : `, ${last.text}`}`;
}

export function done(command: string, { id, revision }: Incident, text: string): Became {
  return { command, result: 'done', incident: id, waiver: null, revision, text };
}

export function refusedBy(command: string, incident: Incident | null, text: string): Became {
  const about = { incident: incident?.id ?? null, waiver: null, revision: incident?.revision ?? null };
  return { command, result: 'refused', ...about, text };
}
