import { maxIncidentsOnBoard, type Incident, type IncidentBrief } from '@yagura/contract';
import type { IncidentBook } from './book.ts';

/** What every screen is told: the incidents that are not closed, the most urgent first, then the oldest. */
export function incidentBriefs({ incidents }: IncidentBook): IncidentBrief[] {
  return [...incidents.values()]
    .filter(({ state }) => state !== 'closed')
    .toSorted((a, b) => a.priority - b.priority || a.times.occurred - b.times.occurred || a.number - b.number)
    .slice(0, maxIncidentsOnBoard)
    .map(briefOf);
}

function briefOf({
  id,
  number,
  revision,
  state,
  priority,
  title,
  times,
  occurrence,
  owner,
  muted,
  clocks,
}: Incident): IncidentBrief {
  const running = clocks.filter(({ to }) => to === null);
  const calledAt = running.find(({ clock }) => clock === 'take')?.from ?? null;
  const dueAt = running.length === 0 ? null : Math.min(...running.map((segment) => segment.dueAt));
  return {
    id,
    number,
    revision,
    state,
    priority,
    title,
    occurred: times.occurred,
    occurrence,
    owner,
    muted,
    calledAt,
    dueAt,
  };
}
