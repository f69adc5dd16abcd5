import type { Incident, IncidentBrief, Owner, Priority } from '@yagura/contract';
import { nextDueAt } from '@yagura/domain';

/** What a list needs of an incident; ten thousand of them stay small. */
export interface Listed {
  readonly id: string;
  readonly number: number;
  readonly revision: number;
  readonly state: Incident['state'];
  readonly priority: Priority;
  readonly title: string;
  readonly site: string | null;
  readonly owner: Owner | null;
  readonly occurred: number;
  /** Since when it is over; null while it goes on. */
  readonly over: number | null;
  readonly muted: boolean;
  readonly closed: string | null;
  /** By when a person's next step is due; null where nobody knows here. */
  readonly dueAt: number | null;
  readonly members: readonly string[];
}

export function listed(incident: Incident): Listed {
  const { id, number, revision, state, priority, title, site, owner, muted, members, times } = incident;
  const same = { id, number, revision, state, priority, title, site, owner, muted, members };
  return {
    ...same,
    occurred: times.occurred,
    over: times.recovered ?? times.closed,
    closed: incident.closed?.reason ?? null,
    dueAt: nextDueAt(incident),
  };
}

/** What each frame tells goes before what was asked for: it is newer, or it is the same. */
export function withBrief(known: Listed | undefined, brief: IncidentBrief): Listed {
  if (known !== undefined && known.revision >= brief.revision) return known;
  const { id, number, revision, state, priority, title, owner, muted, occurred, dueAt } = brief;
  const told = { id, number, revision, state, priority, title, owner, muted, occurred, dueAt };
  const unknown = { site: null, members: [] };
  return { ...unknown, ...known, ...told, over: state === 'fixed' ? (known?.over ?? null) : null, closed: null };
}
