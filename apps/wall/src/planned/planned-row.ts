import type { PlanWindow, Waiver, WaiverBrief } from '@yagura/contract';
import { spanOf, standsOf } from '@yagura/domain';

/** One mute or plan as a list tells it, from what the relay knows or from what every screen is told. */
export interface PlannedRow {
  readonly id: string;
  /** No two have the same, also where a name came up again. */
  readonly key: string;
  readonly kind: Waiver['kind'];
  readonly revision: number;
  readonly title: string;
  readonly reason: string;
  readonly owner: string;
  readonly state: WaiverBrief['state'] | 'over';
  /** The window that runs or comes next; of what waits for a start, between when it may begin; of what is over, its last. */
  readonly from: number;
  readonly until: number;
  readonly count: number;
  /** The first of them. */
  readonly components: readonly string[];
  /** When it is in force; of a flexible plan when that may be. */
  readonly windows: readonly PlanWindow[];
  readonly approvedBy: string | null;
  /** How many things somebody approved in spite of. */
  readonly conflicts: number;
  readonly endedAt: number | null;
}

export function rowOf(waiver: Waiver, now: number): PlannedRow {
  const { id, kind, number, revision, title, reason, owner, components, ended } = waiver;
  const plan = waiver.kind === 'plan' ? waiver : null;
  return {
    id,
    key: `${id} ${number}`,
    kind,
    revision,
    title,
    reason,
    owner,
    state: ended === null ? standsOf(waiver, now) : 'over',
    ...spanOf(waiver, now),
    count: components.length,
    components: components.slice(0, 20),
    windows: windowsOf(waiver),
    approvedBy: plan?.approval?.by ?? null,
    conflicts: plan?.approval?.conflicts.length ?? 0,
    endedAt: ended?.at ?? null,
  };
}

export function rowOfBrief(brief: WaiverBrief): PlannedRow {
  const { id, kind, revision, title, reason, owner, state, from, until, componentCount, components } = brief;
  const told = { id, kind, revision, title, reason, owner, state, from, until, components };
  return {
    ...told,
    key: id,
    count: componentCount,
    windows: [{ from, until }],
    approvedBy: null,
    conflicts: 0,
    endedAt: null,
  };
}

function windowsOf(waiver: Waiver): readonly PlanWindow[] {
  const { windows } = waiver;
  if (windows.length > 0 || waiver.kind === 'mute' || waiver.flexible === null) return windows;
  return [{ from: waiver.flexible.earliest, until: waiver.flexible.latest + waiver.flexible.lastsMs }];
}

export interface RowGroup {
  readonly title: string;
  readonly rows: readonly PlannedRow[];
}

const lately = 86_400_000;

/** In force, what waits for a person, what comes, and what was lately: each by the instant that matters next. */
export function groupRows(rows: readonly PlannedRow[], now: number): RowGroup[] {
  const of = (...states: PlannedRow['state'][]) => rows.filter(({ state }) => states.includes(state));
  const groups = [
    { title: 'In force', rows: of('in-force').toSorted((a, b) => a.until - b.until) },
    { title: 'Waiting for approval or a start', rows: of('proposed', 'flexible').toSorted((a, b) => a.from - b.from) },
    { title: 'Coming', rows: of('ahead').toSorted((a, b) => a.from - b.from) },
    {
      title: 'Over within a day',
      rows: of('over')
        .filter(({ endedAt }) => endedAt !== null && now - endedAt < lately)
        .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)),
    },
  ];
  return groups.filter((group) => group.rows.length > 0);
}
