import type { Incident } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';
import { earliest } from '../health/earliest.ts';
import { closed } from './act.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { isUnwell } from './is-unwell.ts';
import { withoutOwner } from './take.ts';

/** What recovered and nobody had closes itself when no relapse can come any more; what is closed is remembered as long. */
const restsMs = 60 * 60_000;
/** What somebody had waits for their word, and not for ever: what nobody closes would leave no room for what is new. */
const waitsMs = 24 * 60 * 60_000;

/**
 * What time alone does: a take that nobody renewed ends, and somebody is called for again; what is over closes itself, what is
 * closed is forgotten here.
 */
export function passTime(book: IncidentBook, now: number): AnnouncementDraft[] {
  const next = nextIncidentInstant(book);
  const told: AnnouncementDraft[] = [];
  if (next === null || next > now) return told;
  for (const incident of book.incidents.values()) {
    const at = instantOf(incident);
    if (at === null || at > now) continue;
    if (incident.state === 'closed') book.incidents.delete(incident.id);
    else {
      putIncident(book, passed(incident, at));
      if (incident.owner !== null && isUnwell(incident)) told.push(...calling(incident, incident.owner.person, at));
    }
  }
  book.nextAt = undefined;
  return told;
}

function calling(
  { id, source, muted, priority, title, sentence }: Incident,
  person: string,
  at: number,
): AnnouncementDraft[] {
  if (source.kind !== 'watch' || muted) return [];
  const text = `${title}: nobody has it any more. ${sentence}`;
  const why = `${person} took it and has said nothing since; at P${priority} taking ends after a while.`;
  return [{ at, kind: 'untaken', group: id, root: source.root, priority, pages: priority === 1, text, why }];
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
  const { state, owner, times } = incident;
  if (state === 'closed')
    return isUnwell(incident) ? null : Math.max(times.closed ?? 0, times.recovered ?? 0) + restsMs;
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
