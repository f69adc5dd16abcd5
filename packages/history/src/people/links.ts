import { sql } from '../sql-text.ts';
import type { Store } from '../store.ts';
import { columnsOf, keepers, type Account } from './accounts.ts';
import { noteOf, type Note } from './audit.ts';

export interface NewLink {
  readonly secretHash: string;
  readonly endsAt: number;
  /** Also while there is somebody who could let others in: whoever starts the relay asked for it. */
  readonly always: boolean;
}

/** False when nobody needs one. */
export async function makeLink(store: Store, { secretHash, endsAt, always }: NewLink, note: Note): Promise<boolean> {
  const { schema } = store;
  const [row] = await store.run<{ made: number }>(sql`
    WITH made AS (
      INSERT INTO ${schema}.links SELECT ${secretHash}, ${endsAt}
      WHERE ${always} OR NOT EXISTS (SELECT FROM ${schema}.people WHERE ${keepers()}) RETURNING 1
    ), ended AS (DELETE FROM ${schema}.links WHERE ends_at <= ${note.at}), ${noteOf(schema, sql`made`, note)}
    SELECT count(*)::integer AS made FROM made`);
  return row?.made === 1;
}

export async function hasLink(store: Store, secretHash: string, now: number): Promise<boolean> {
  const rows = await store.run(
    sql`SELECT 1 FROM ${store.schema}.links WHERE secret_hash = ${secretHash} AND ends_at > ${now}`,
  );
  return rows.length > 0;
}

/** Makes this account, or makes it anew. Every link is used up with the one; false when it is no good any more. */
export async function useLink(store: Store, secretHash: string, account: Account, note: Note): Promise<boolean> {
  const { schema } = store;
  const [row] = await store.run<{ made: number }>(sql`
    WITH used AS (
      DELETE FROM ${schema}.links WHERE EXISTS (
        SELECT FROM ${schema}.links WHERE secret_hash = ${secretHash} AND ends_at > ${note.at}
      ) RETURNING secret_hash
    ), made AS (
      INSERT INTO ${schema}.people AS kept
      SELECT ${columnsOf(account)}, 1 FROM used WHERE secret_hash = ${secretHash}
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, scope = excluded.scope,
        active = excluded.active, password = excluded.password, pin = excluded.pin, revision = kept.revision + 1
      RETURNING id
    ), ended AS (
      DELETE FROM ${schema}.sessions WHERE person IN (SELECT id FROM made)
    ), ${noteOf(schema, sql`made`, note)}
    SELECT count(*)::integer AS made FROM made`);
  return row?.made === 1;
}
