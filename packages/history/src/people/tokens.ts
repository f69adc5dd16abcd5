import { tokenSchema, type Token } from '@yagura/contract';
import { json, sql } from '../sql-text.ts';
import type { Store } from '../store.ts';
import { noteOf, type Note } from './audit.ts';

export const mostTokens = 1000;

/** False when there are as many as there may be. */
export async function addToken(store: Store, token: Token, secretHash: string, note: Note): Promise<boolean> {
  const { schema } = store;
  const { id, kind, name, role, scope, madeBy, madeAt } = token;
  const [row] = await store.run<{ made: number }>(sql`
    WITH made AS (
      INSERT INTO ${schema}.tokens
      SELECT ${id}, ${secretHash}, ${kind}, ${name}, ${role}, ${json(scope)}::jsonb, ${madeBy}, ${madeAt}
      WHERE (SELECT count(*) FROM ${schema}.tokens) < ${mostTokens} RETURNING id
    ), ${noteOf(schema, sql`made`, note)}
    SELECT count(*)::integer AS made FROM made`);
  return row?.made === 1;
}

export async function tokenOf(store: Store, secretHash: string): Promise<Token | null> {
  const [row] = await store.run<TokenRow>(sql`SELECT * FROM ${store.schema}.tokens WHERE secret_hash = ${secretHash}`);
  return row ? fromRow(row) : null;
}

export async function listTokens(store: Store): Promise<readonly Token[]> {
  const rows = await store.run<TokenRow>(
    sql`SELECT * FROM ${store.schema}.tokens ORDER BY made_at DESC, id LIMIT ${mostTokens}`,
  );
  return rows.map(fromRow);
}

interface TokenRow {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly role: string;
  readonly scope: unknown;
  readonly made_by: string;
  readonly made_at: string;
}

function fromRow({ made_by, made_at, ...rest }: TokenRow): Token {
  return tokenSchema.parse({ ...rest, madeBy: made_by, madeAt: Number(made_at) });
}

/** False when there is none. */
export async function endToken(store: Store, id: string, note: Note): Promise<boolean> {
  const { schema } = store;
  const [row] = await store.run<{ ended: number }>(sql`
    WITH ended AS (DELETE FROM ${schema}.tokens WHERE id = ${id} RETURNING id), ${noteOf(schema, sql`ended`, note)}
    SELECT count(*)::integer AS ended FROM ended`);
  return row?.ended === 1;
}
