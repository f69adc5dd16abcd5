import { maxIncidentsOnBoard, type Incident, type IncidentBrief } from '@yagura/contract';
import type { IncidentBook } from './book.ts';
import { nextDueAt, runningSegment } from './clocks.ts';

/** What every screen is told: the incidents that are not closed, the most urgent first, then the oldest. */
export function incidentBriefs({ incidents }: IncidentBook): IncidentBrief[] {
  return [...incidents.values()]
    .filter(({ state }) => state !== 'closed')
    .toSorted((a, b) => a.priority - b.priority || a.times.occurred - b.times.occurred || a.number - b.number)
    .slice(0, maxIncidentsOnBoard)
    .map(briefOf);
}

function briefOf(incident: Incident): IncidentBrief {
  const { id, number, revision, state, priority, title, times, occurrence, owner, muted } = incident;
  const shared = { id, number, revision, state, priority, title, occurrence, owner, muted };
  return {
    ...shared,
    occurred: times.occurred,
    calledAt: runningSegment(incident, 'take')?.from ?? null,
    dueAt: nextDueAt(incident),
  };
}
