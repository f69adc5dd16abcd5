import type { Incident, Outcome } from '@yagura/contract';
import type { AnnouncementDraft } from '../desk/groups/grouping.ts';

/** What the desk remembers of incidents: all that are open, and for a while what is closed. Records are replaced, never changed. */
export interface IncidentBook {
  readonly incidents: Map<string, Incident>;
  /** What became of commands, so that one told twice is done once. The oldest are forgotten first. */
  readonly outcomes: Map<string, Outcome>;
  /** What the turn that runs has changed. Empty between turns. */
  readonly changed: Set<string>;
  /** What people did and what is to be said aloud of it. Empty between steps. */
  told: AnnouncementDraft[];
  /** When time alone changes any of them; undefined where that has to be asked anew. */
  nextAt: number | null | undefined;
  nextNumber: number;
  readonly counters: { refused: number };
}

/** So many incidents are remembered at once; beyond it nothing new is opened by hand, and what is watched waits. */
export const maxIncidents = 10_000;
const maxOutcomes = 10_000;

export function createIncidentBook(): IncidentBook {
  return {
    incidents: new Map(),
    outcomes: new Map(),
    changed: new Set(),
    told: [],
    nextAt: null,
    nextNumber: 1,
    counters: { refused: 0 },
  };
}

export function putIncident(book: IncidentBook, incident: Incident): void {
  book.incidents.set(incident.id, incident);
  book.changed.add(incident.id);
  book.nextAt = undefined;
}

/** What changed since it was asked last, in the order of their numbers. */
export function takeChanged(book: IncidentBook): Incident[] {
  const incidents = [...book.changed].flatMap((id) => book.incidents.get(id) ?? []);
  book.changed.clear();
  return incidents.toSorted((a, b) => a.number - b.number);
}

/** What is to be said aloud, once. */
export function takeTold(book: IncidentBook): AnnouncementDraft[] {
  const { told } = book;
  book.told = [];
  return told;
}

export function rememberOutcome({ outcomes }: IncidentBook, outcome: Outcome): void {
  outcomes.set(outcome.command, outcome);
  for (const oldest of outcomes.keys()) {
    if (outcomes.size <= maxOutcomes) return;
    outcomes.delete(oldest);
  }
}
