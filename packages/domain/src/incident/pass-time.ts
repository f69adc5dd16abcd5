import type { Incident } from '@yagura/contract';
import { earliest } from '../health/earliest.ts';
import { closed } from './act.ts';
import { putIncident, type IncidentBook } from './book.ts';
import { isUnwell } from './is-unwell.ts';
import { withoutOwner } from './take.ts';

/** What recovered and nobody had closes itself when no relapse can come any more; what is closed is remembered as long. */
const restsMs = 60 * 60_000;

/** What time alone does: a take that nobody renewed ends, what is over closes itself, what is closed is forgotten here. */
export function passTime(book: IncidentBook, now: number): void {
  const next = nextIncidentInstant(book);
  if (next === null || next > now) return;
  for (const incident of book.incidents.values()) {
    const at = instantOf(incident);
    if (at === null || at > now) continue;
    if (incident.state === 'closed') book.incidents.delete(incident.id);
    else putIncident(book, passed(incident, at));
  }
  book.nextAt = undefined;
}

function passed(incident: Incident, at: number): Incident {
  const { owner } = incident;
  if (owner === null) return closed(incident, { reason: 'self-cleared', by: null, text: '' }, at);
  const text = `no word from ${owner.person} since the take or its last renewal`;
  const left = withoutOwner(incident, { at, by: null, what: 'expired', text });
  return left.times.recovered === null ? left : { ...left, state: 'fixed', clocks: incident.clocks };
}

/** When time alone changes this one. */
function instantOf(incident: Incident): number | null {
  const { state, owner, times } = incident;
  if (state === 'closed')
    return isUnwell(incident) ? null : Math.max(times.closed ?? 0, times.recovered ?? 0) + restsMs;
  if (owner !== null) return owner.until;
  return state === 'fixed' && times.recovered !== null && times.taken === null ? times.recovered + restsMs : null;
}

/** The earliest instant at which time alone changes any of them. */
export function nextIncidentInstant(book: IncidentBook): number | null {
  if (book.nextAt !== undefined) return book.nextAt;
  let next: number | null = null;
  for (const incident of book.incidents.values()) next = earliest(next, instantOf(incident));
  return (book.nextAt = next);
}
