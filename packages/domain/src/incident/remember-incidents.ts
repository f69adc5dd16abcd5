import type { Incident } from '@yagura/contract';
import { keyOf, neverAnnounced, type Grouping, type GroupState } from '../desk/groups/grouping.ts';
import type { IncidentBook } from './book.ts';
import { isUnwell } from './is-unwell.ts';

/** A world that begins anew is told by Postgres which incidents there were: what still ails goes on as them, and is not told twice. */
export interface RememberedIncidents {
  readonly incidents: readonly Incident[];
  readonly nextNumber: number;
}

/** Everything that still ails has been heard, and has passed its limits, within this. */
const awaitedForMs = 120_000;

export function rememberIncidents(
  desk: { readonly incidents: IncidentBook; readonly grouping: Grouping },
  { incidents, nextNumber }: RememberedIncidents,
  now: number,
): void {
  const { incidents: book, grouping } = desk;
  book.nextNumber = Math.max(book.nextNumber, nextNumber);
  book.nextAt = undefined;
  for (const incident of incidents) {
    if (book.incidents.has(incident.id)) continue;
    book.incidents.set(incident.id, incident);
    book.changed.add(incident.id);
    const group = groupOf(incident);
    if (group === null) continue;
    grouping.awaited.set(keyOf(group.root), { group, until: now + awaitedForMs });
    if (incident.splitFrom !== null && group.root.kind === 'component')
      grouping.apart.set(group.root.id, { from: incident.splitFrom, by: null, wellSince: null });
  }
  if (grouping.awaited.size > 0) grouping.nextAt = Math.min(grouping.nextAt ?? Infinity, now + awaitedForMs);
}

/** What is muted and was not muted later was never announced. */
function groupOf({ source, health, ...incident }: Incident): GroupState | null {
  if (source.kind !== 'watch' || health === null || !isUnwell({ health })) return null;
  const { id, times, occurrence, rulePriority, memberCount, muted, log } = incident;
  const wasAnnounced = !muted || log.some(({ what }) => what === 'muted');
  return {
    id,
    root: source.root,
    since: times.occurred,
    occurrence,
    onset: times.occurred,
    announced: wasAnnounced ? { priority: rulePriority, health } : neverAnnounced,
    flapping: false,
    muted,
    mostMembers: memberCount,
  };
}
