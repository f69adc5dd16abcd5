import {
  maxScreens,
  registeredScreenSchema,
  type RegisteredScreen,
  type ScreenChange,
  type ScreenSettings,
  type Token,
} from '@yagura/contract';
import { json, sql, type Sql } from '../sql-text.ts';
import type { Store } from '../store.ts';
import { noteOf, type Note } from './audit.ts';
import { mostTokens } from './tokens.ts';

export interface NewScreenRow {
  /** Of kind `screen`, named as the screen. */
  readonly token: Token;
  readonly secretHash: string;
  readonly settings: ScreenSettings;
}

/** `taken`: another screen has this name. `full`: there are as many screens as there may be. */
export type ScreenStored = 'stored' | 'taken' | 'full';

/** A screen is its token and what it is told about itself: both, or neither. */
export async function addScreen(
  store: Store,
  { token, secretHash, settings }: NewScreenRow,
  note: Note,
): Promise<ScreenStored> {
  const { schema } = store;
  const { id, kind, name, role, scope, madeBy, madeAt } = token;
  const [row] = await store.run<{ stored: number; taken: boolean }>(sql`
    WITH screen AS (
      INSERT INTO ${schema}.screens (token, settings)
      SELECT ${id}, ${json(settings)}::jsonb
      WHERE (SELECT count(*) FROM ${schema}.screens) < ${maxScreens}
        AND (SELECT count(*) FROM ${schema}.tokens) < ${mostTokens}
      ON CONFLICT DO NOTHING RETURNING token
    ), made AS (
      INSERT INTO ${schema}.tokens
      SELECT token, ${secretHash}, ${kind}, ${name}, ${role}, ${json(scope)}::jsonb, ${madeBy}, ${madeAt} FROM screen
    ), ${noteOf(schema, sql`screen`, note)}
    SELECT (SELECT count(*)::integer FROM screen) AS stored, ${isNamed(schema, settings.name, id)} AS taken`);
  return row?.stored === 1 ? 'stored' : row?.taken ? 'taken' : 'full';
}

/** `none`: there is no such screen. */
export async function changeScreen(
  store: Store,
  id: string,
  change: ScreenChange,
  note: Note,
): Promise<'stored' | 'taken' | 'none'> {
  const { schema } = store;
  const taken = change.name === undefined ? sql`false` : isNamed(schema, change.name, id);
  const [row] = await store.run<{ stored: number; taken: boolean }>(sql`
    WITH screen AS (
      UPDATE ${schema}.screens SET settings = settings || ${json(change)}::jsonb
      WHERE token = ${id} AND NOT ${taken} RETURNING token, settings
    ), renamed AS (
      UPDATE ${schema}.tokens AS t SET name = s.settings->>'name' FROM screen AS s WHERE t.id = s.token
    ), ${noteOf(schema, sql`screen`, note)}
    SELECT (SELECT count(*)::integer FROM screen) AS stored, ${taken} AS taken`);
  return row?.stored === 1 ? 'stored' : row?.taken ? 'taken' : 'none';
}

/** Whether another screen has this name: what is said of a screen is said of one. */
function isNamed(schema: Sql, name: string, id: string): Sql {
  return sql`EXISTS (
    SELECT FROM ${schema}.screens WHERE lower(settings->>'name') = lower(${name}) AND token <> ${id})`;
}

export async function listScreens(store: Store): Promise<readonly RegisteredScreen[]> {
  const { schema } = store;
  const rows = await store.run<{ id: string; settings: unknown; scope: unknown; made_by: string; made_at: string }>(sql`
    SELECT t.id, s.settings, t.scope, t.made_by, t.made_at
    FROM ${schema}.screens AS s JOIN ${schema}.tokens AS t ON t.id = s.token
    ORDER BY lower(s.settings->>'name') LIMIT ${maxScreens}`);
  return rows.map(({ made_by, made_at, ...rest }) =>
    registeredScreenSchema.parse({ ...rest, madeBy: made_by, madeAt: Number(made_at) }),
  );
}
