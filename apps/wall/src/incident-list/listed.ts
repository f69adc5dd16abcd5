import type { Incident, IncidentBrief, Owner, Priority } from '@yagura/contract';

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

export function listed({ times, clocks, ...incident }: Incident): Listed {
  const { id, number, revision, state, priority, title, site, owner, muted, members } = incident;
  const due = clocks.filter(({ to }) => to === null).map(({ dueAt }) => dueAt);
  return {
    id,
    number,
    revision,
    state,
    priority,
    title,
    site,
    owner,
    muted,
    members,
    occurred: times.occurred,
    over: times.recovered ?? times.closed,
    closed: incident.closed?.reason ?? null,
    dueAt: due.length === 0 ? null : Math.min(...due),
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
