import type { Incident } from '@yagura/contract';
import { maxIncidents, putIncident, type IncidentBook } from './book.ts';
import { startClock } from './clocks.ts';
import { logged } from './log.ts';

type Beginning = Pick<
  Incident,
  'source' | 'title' | 'sentence' | 'health' | 'muted' | 'priority' | 'site' | 'members' | 'memberCount' | 'splitFrom'
>;

/** Opens an incident; null when there is no room, which is counted. */
export function openIncident(
  book: IncidentBook,
  id: string,
  beginning: Beginning & { readonly occurred: number; readonly by: string | null },
  now: number,
): Incident | null {
  if (book.incidents.size >= maxIncidents) {
    book.counters.refused++;
    return null;
  }
  const { occurred, by, ...begins } = beginning;
  const incident: Incident = {
    ...begins,
    id,
    number: book.nextNumber++,
    revision: 0,
    state: 'open',
    occurrence: 1,
    rulePriority: begins.priority,
    override: null,
    owner: null,
    times: {
      occurred,
      detected: now,
      notified: null,
      taken: null,
      workedAround: null,
      recovered: null,
      resumed: null,
      closed: null,
    },
    clocks: [],
    closed: null,
    mergedInto: null,
    facts: [],
    factsBefore: 0,
    log: [],
  };
  const opened = startClock(logged(incident, { at: now, by, what: 'opened', text: begins.sentence }), 'take', now);
  putIncident(book, opened);
  return opened;
}
