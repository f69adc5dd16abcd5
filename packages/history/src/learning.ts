import { learnedSchema, overrideSchema, type CalendarOverride, type Learned } from '@yagura/contract';
import { json, sql } from './sql-text.ts';
import type { Store } from './store.ts';

const keptDocuments = 10;
/** So many rows a statement: whoever shares the store's one session must not wait. */
const rowsPerTrim = 5000;
const mostMinutes = 3000;
const mostOverrides = 1000;

export interface MinuteMean {
  readonly minute: number;
  readonly mean: number;
}

/** One metric of one component over a span of at most two days. */
export async function minutesOf(
  store: Store,
  of: { readonly component: string; readonly metric: string },
  span: { readonly from: number; readonly to: number },
): Promise<readonly MinuteMean[]> {
  const rows = await store.run<{ minute: string; mean: number }>(sql`
    SELECT minute, mean FROM ${store.schema}.metric_minutes
    WHERE component = ${of.component} AND metric = ${of.metric} AND minute >= ${span.from} AND minute < ${span.to}
    ORDER BY minute LIMIT ${mostMinutes}`);
  return rows.map(({ minute, mean }) => ({ minute: Number(minute), mean }));
}

/** Forgets a piece of what lies before an instant; false when nothing is left. */
export async function trimMinutes(store: Store, before: number): Promise<boolean> {
  const [row] = await store.run<{ gone: string }>(sql`
    WITH gone AS (
      DELETE FROM ${store.schema}.metric_minutes WHERE ctid IN (
        SELECT ctid FROM ${store.schema}.metric_minutes WHERE minute < ${before} LIMIT ${rowsPerTrim}
      ) RETURNING 1
    ) SELECT count(*) AS gone FROM gone`);
  return Number(row?.gone ?? 0) === rowsPerTrim;
}

/** Keeps what a day learned, and the newest ten of them. */
export async function putLearned(store: Store, learned: Learned): Promise<void> {
  await store.run(sql`
    INSERT INTO ${store.schema}.learned VALUES (${learned.version}, ${learned.day}, ${json(learned)}::jsonb)
    ON CONFLICT DO NOTHING`);
  await store.run(sql`
    DELETE FROM ${store.schema}.learned WHERE version NOT IN (
      SELECT version FROM ${store.schema}.learned ORDER BY day DESC, version LIMIT ${keptDocuments}
    )`);
}

export async function newestLearned(store: Store): Promise<Learned | null> {
  const [row] = await store.run<{ document: unknown }>(
    sql`SELECT document FROM ${store.schema}.learned ORDER BY day DESC, version LIMIT 1`,
  );
  return row ? learnedSchema.parse(row.document) : null;
}

/** What was last said of each day from this one on, oldest first: in this order it may be said again. */
export async function overridesFrom(store: Store, date: string): Promise<readonly CalendarOverride[]> {
  const rows = await store.run<{ override: unknown }>(sql`
    SELECT override FROM (
      SELECT DISTINCT ON (calendar, date) override, at, epoch, turn, n FROM ${store.schema}.calendar_overrides
      WHERE date >= ${date} ORDER BY calendar, date, epoch DESC, turn DESC, n DESC
    ) AS last ORDER BY epoch, turn, n LIMIT ${mostOverrides}`);
  return rows.map(({ override }) => overrideSchema.parse(override));
}
