import {
  announcementSchema,
  changeSchema,
  statusSchema,
  type Announcement,
  type Change,
  type Status,
} from '@yagura/contract';
import type { HistoryPosition } from './append-turns.ts';
import { sql } from './sql-text.ts';
import type { Store } from './store.ts';

/** More rows than this never leave the store in one answer. */
const mostRows = 10_000;
const statusesPerPage = 2000;

/** Null until a turn was stored. */
export async function position(store: Store): Promise<HistoryPosition | null> {
  const [row] = await store.run<{ fence: string; epoch: string; turn: string }>(
    sql`SELECT fence, epoch, turn FROM ${store.schema}.writer WHERE fence > 0`,
  );
  return row ? { fence: Number(row.fence), epoch: Number(row.epoch), turn: Number(row.turn) } : null;
}

/** The newest status of every component that is on the desk. */
export async function latestStatuses(store: Store): Promise<ReadonlyMap<string, Status>> {
  const statuses = new Map<string, Status>();
  for (let after = ''; ;) {
    const rows = await store.run<{ component: string; status: unknown }>(sql`
      SELECT component, status FROM ${store.schema}.latest_status
      WHERE component > ${after} AND status IS NOT NULL ORDER BY component LIMIT ${statusesPerPage}`);
    for (const { component, status } of rows) statuses.set(component, statusSchema.parse(status));
    const last = rows.at(-1);
    if (!last || rows.length < statusesPerPage) return statuses;
    after = last.component;
  }
}

/** The newest `limit` changes within [from, to], oldest first: what is cut off is the distant past. */
export async function changesOf(
  store: Store,
  component: string,
  span: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<readonly Change[]> {
  const rows = await store.run<ChangeRecord>(sql`
    SELECT epoch, turn, n, component, at, shown, revision, from_health, to_health, condition, reasons, late
    FROM ${store.schema}.change
    WHERE component = ${component} AND at >= ${span.from} AND at <= ${span.to}
    ORDER BY at DESC, epoch DESC, turn DESC, n DESC
    LIMIT ${Math.min(span.limit, mostRows)}`);
  return rows.map(changeOf).toReversed();
}

interface ChangeRecord {
  readonly epoch: string;
  readonly turn: string;
  readonly n: number;
  readonly component: string;
  readonly at: string;
  readonly shown: string;
  readonly revision: string;
  readonly from_health: string | null;
  readonly to_health: string | null;
  readonly condition: string;
  readonly reasons: unknown;
  readonly late: boolean;
}

function changeOf(row: ChangeRecord): Change {
  return changeSchema.parse({
    id: `${row.epoch}.${row.turn}.${row.n}`,
    component: row.component,
    at: Number(row.at),
    shown: Number(row.shown),
    revision: Number(row.revision),
    from: row.from_health,
    to: row.to_health,
    condition: row.condition,
    reasons: row.reasons,
    late: row.late,
  });
}

/** The newest `limit` announcements within [from, to], oldest first. */
export async function announcementsBetween(
  store: Store,
  span: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<readonly Announcement[]> {
  const rows = await store.run<AnnouncementRecord>(sql`
    SELECT epoch, turn, n, at, kind, group_id, root, priority, pages, text, why, places, "into"
    FROM ${store.schema}.announcements
    WHERE at >= ${span.from} AND at <= ${span.to}
    ORDER BY at DESC, epoch DESC, turn DESC, n DESC
    LIMIT ${Math.min(span.limit, mostRows)}`);
  return rows.map(announcementOf).toReversed();
}

export interface AnnouncementRecord {
  readonly epoch: string;
  readonly turn: string;
  readonly n: number;
  readonly at: string;
  readonly kind: string;
  readonly group_id: string;
  readonly root: unknown;
  readonly priority: number;
  readonly pages: boolean;
  readonly text: string;
  readonly why: string;
  readonly places: unknown;
  readonly into: string | null;
}

export function announcementOf(row: AnnouncementRecord): Announcement {
  const { epoch, turn, n, at, group_id, places, into, ...rest } = row;
  const known = { ...(places !== null && { places }), ...(into !== null && { into }) };
  return announcementSchema.parse({ ...rest, ...known, id: `${epoch}.${turn}.${n}`, at: Number(at), group: group_id });
}
