import type { Apart, Awaited, Ended, Grouping, GroupState, Onset, Place, Scope } from './grouping.ts';

/** What is remembered of the groups, as lists that JSON carries. */
export interface GroupingMemory {
  readonly groups: readonly (readonly [string, GroupState])[];
  readonly places: readonly (readonly [string, Place])[];
  readonly onsets: readonly (readonly [string, Onset])[];
  readonly ended: readonly (readonly [string, Ended])[];
  readonly awaited: readonly (readonly [string, Awaited])[];
  readonly apart: readonly (readonly [string, Apart])[];
  readonly scopes: readonly Scope[];
  readonly nextAt: number | null;
}

export function groupingMemory(grouping: Grouping): GroupingMemory {
  const { groups, places, onsets, ended, awaited, apart, scopes, nextAt } = grouping;
  return {
    groups: [...groups],
    places: [...places],
    onsets: [...onsets],
    ended: [...ended],
    awaited: [...awaited],
    apart: [...apart],
    scopes,
    nextAt,
  };
}

export function restoreGrouping(grouping: Grouping, memory: GroupingMemory): void {
  grouping.groups = new Map(memory.groups);
  grouping.places = new Map(memory.places);
  for (const [id, onset] of memory.onsets) grouping.onsets.set(id, onset);
  for (const [key, ended] of memory.ended) grouping.ended.set(key, ended);
  for (const [key, awaited] of memory.awaited) grouping.awaited.set(key, awaited);
  for (const [id, apart] of memory.apart) grouping.apart.set(id, apart);
  grouping.scopes = memory.scopes;
  grouping.nextAt = memory.nextAt;
}
