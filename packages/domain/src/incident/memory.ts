import type { Incident, Outcome } from '@yagura/contract';
import { createIncidentBook, type IncidentBook } from './book.ts';

/** The book in plain JSON. */
export interface IncidentMemory {
  readonly incidents: readonly Incident[];
  readonly outcomes: readonly Outcome[];
  readonly nextNumber: number;
  readonly counters: { readonly refused: number };
}

export function incidentMemory({ incidents, outcomes, nextNumber, counters }: IncidentBook): IncidentMemory {
  return {
    incidents: [...incidents.values()],
    outcomes: [...outcomes.values()],
    nextNumber,
    counters: { ...counters },
  };
}

export function restoreIncidents(memory: IncidentMemory): IncidentBook {
  const book = createIncidentBook();
  for (const incident of memory.incidents) book.incidents.set(incident.id, incident);
  for (const outcome of memory.outcomes) book.outcomes.set(outcome.command, outcome);
  book.nextNumber = memory.nextNumber;
  book.nextAt = undefined;
  Object.assign(book.counters, memory.counters);
  return book;
}
