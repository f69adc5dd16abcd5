import type { Incident } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { earliest } from '../health/earliest.ts';
import { closed } from './closed.ts';
import { isOver } from './is-over.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { aloud } from './aloud.ts';
import { describeCalls, nextCall, withCalled, type DueCall } from './clocks.ts';
import { isUnwell } from './is-unwell.ts';
import { withoutOwner } from './take.ts';

/** What recovered and nobody had closes itself when no relapse can come any more; what is closed is remembered as long. */
const restsMs = 60 * 60_000;
/** What somebody had waits for their word, and not for ever: what nobody closes would leave no room for what is new. */
const waitsMs = 24 * 60 * 60_000;

/**
 * What time alone does: whoever is to be called next is called, a take that nobody renewed ends, what is over closes itself, what
 * is closed is forgotten here.
 */
export function passTime(book: IncidentBook, now: number): AnnouncementDraft[] {
  const next = nextIncidentInstant(book);
  const told: AnnouncementDraft[] = [];
  if (next === null || next > now) return told;
  for (const known of book.incidents.values()) {
    let incident: Incident | null = known;
    for (let at = instantOf(known); incident !== null && at !== null && at <= now;) {
      incident = passOne(book, incident, at, told);
      at = incident === null ? null : instantOf(incident);
    }
  }
  book.nextAt = undefined;
  return told;
}

/** One instant of one incident; null where it is forgotten. */
function passOne(book: IncidentBook, incident: Incident, at: number, told: AnnouncementDraft[]): Incident | null {
  if (incident.state === 'closed') {
    book.incidents.delete(incident.id);
    return null;
  }
  const call = nextCall(incident);
  const next = call?.at === at ? withCalled(incident, call) : passed(incident, at);
  if (call?.at === at) told.push(calling(incident, call));
  else if (incident.owner !== null) told.push(...leaving(incident, incident.owner.person, at));
  putIncident(book, next);
  return next;
}

/** Nobody took it, or nobody said the word that was due. */
function calling(incident: Incident, { clock, at, who }: DueCall): AnnouncementDraft {
  const { priority, title, sentence, owner, times } = incident;
  const why = describeCalls(clock, priority);
  if (clock === 'update') {
    const text = `${title}: a word about it is due${owner === null ? '' : ` from ${owner.person}`}.`;
    return { ...aloud(incident, 'overdue', at), pages: false, text, why };
  }
  const text = `${title}: nobody has it. Call ${who}. ${sentence}`;
  // Who joined the page of another wakes nobody by itself.
  return { ...aloud(incident, 'unanswered', at), pages: priority === 1 && times.notified !== null, text, why };
}

function leaving(incident: Incident, person: string, at: number): AnnouncementDraft[] {
  const { muted, priority, title, sentence } = incident;
  if (muted || isOver(incident)) return [];
  const text = `${title}: nobody has it any more. ${sentence}`;
  const why = `${person} took it and has said nothing since; at P${priority} taking ends after a while.`;
  return [{ ...aloud(incident, 'untaken', at), pages: priority === 1, text, why }];
}

function passed(incident: Incident, at: number): Incident {
  const { owner } = incident;
  if (owner === null) {
    const had = incident.times.taken !== null;
    return closed(
      incident,
      had
        ? { reason: 'acted', by: null, text: 'nobody closed it within a day' }
        : { reason: 'self-cleared', by: null, text: '' },
      at,
    );
  }
  const text = `no word from ${owner.person} since the take or its last renewal`;
  return withoutOwner(incident, { at, by: null, what: 'expired', text });
}

/** When time alone changes this one. */
function instantOf(incident: Incident): number | null {
  const { state, times } = incident;
  if (state === 'closed')
    return isUnwell(incident) ? null : Math.max(times.closed ?? 0, times.recovered ?? 0) + restsMs;
  return earliest(nextCall(incident)?.at ?? null, endOf(incident));
}

/** When its take ends, or it closes itself. */
function endOf({ state, owner, times }: Incident): number | null {
  if (owner !== null) return owner.until;
  if (state !== 'fixed' || times.recovered === null) return null;
  return times.recovered + (times.taken === null ? restsMs : waitsMs);
}

/** The earliest instant at which time alone changes any of them. */
export function nextIncidentInstant(book: IncidentBook): number | null {
  if (book.nextAt !== undefined) return book.nextAt;
  let next: number | null = null;
  for (const incident of book.incidents.values()) next = earliest(next, instantOf(incident));
  return (book.nextAt = next);
}
