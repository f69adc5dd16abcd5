import { auditEntrySchema, type AuditEntry } from '@yagura/contract';
import { json, sql, type Sql } from '../sql-text.ts';
import type { Store } from '../store.ts';

const mostEntries = 10_000;

/** What was done, before the audit has numbered it. */
export type Note = Omit<AuditEntry, 'n'>;

/** The part of a statement that writes a note when, and only when, `done` holds a row. */
export function noteOf(schema: Sql, done: Sql, { at, who, action, target, before, after, address }: Note): Sql {
  return sql`noted AS (
      INSERT INTO ${schema}.audit (at, who, action, target, before, after, address)
      SELECT ${at}, ${who}, ${action}, ${target}, ${json(before ?? null)}::jsonb, ${json(after ?? null)}::jsonb, ${address}
      FROM ${done}
    )`;
}

/** For what leaves no other trace, such as a sign-in that failed. */
export async function note(store: Store, entry: Note): Promise<void> {
  await store.run(sql`WITH told AS (SELECT 1), ${noteOf(store.schema, sql`told`, entry)} SELECT 1`);
}

/** The newest `limit` entries within [from, to], oldest first. */
export async function auditBetween(
  store: Store,
  span: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<readonly AuditEntry[]> {
  const rows = await store.run<{ n: string; at: string }>(sql`
    SELECT n, at, who, action, target, before, after, address FROM ${store.schema}.audit
    WHERE at >= ${span.from} AND at <= ${span.to}
    ORDER BY at DESC, n DESC LIMIT ${Math.min(span.limit, mostEntries)}`);
  return rows.map((row) => auditEntrySchema.parse({ ...row, n: Number(row.n), at: Number(row.at) })).toReversed();
}
