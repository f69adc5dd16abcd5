import { identitySchema, sessionSchema, type PersonIdentity, type Session } from '@yagura/contract';
import { json, sql } from '../sql-text.ts';
import type { Store } from '../store.ts';
import { noteOf, type Note } from './audit.ts';

const mostSessions = 500;

export interface NewSession extends Omit<Session, 'name'> {
  readonly secretHash: string;
  /** When somebody last proved at this console by a password that they may use it. */
  readonly passwordAt: number;
  /** The session that this one takes the place of; without it there is none to open. */
  readonly replaces: string | null;
}

/** False when the account was changed since it was looked at, or the session to be replaced has ended. */
export async function openSession(
  store: Store,
  session: NewSession,
  seen: { readonly revision: number },
  note: Note,
): Promise<boolean> {
  const { schema } = store;
  const { id, secretHash, person, beganAt, endsAt, passwordAt, address, device, replaces } = session;
  const [row] = await store.run<{ opened: number }>(sql`
    WITH opened AS (
      INSERT INTO ${schema}.sessions
      SELECT ${id}, ${secretHash}, id, ${beganAt}, ${endsAt}, ${passwordAt}, ${address}, ${device}
      FROM ${schema}.people WHERE id = ${person} AND active AND revision = ${seen.revision} AND (
        ${replaces}::text IS NULL OR
        EXISTS (SELECT FROM ${schema}.sessions WHERE id = ${replaces} AND ends_at > ${beganAt})
      ) RETURNING id
    ), ended AS (
      DELETE FROM ${schema}.sessions WHERE ends_at <= ${beganAt} OR id IN (SELECT ${replaces} FROM opened)
    ), ${noteOf(schema, sql`opened`, note)}
    SELECT count(*)::integer AS opened FROM opened`);
  return row?.opened === 1;
}

export interface FoundSession {
  readonly identity: PersonIdentity;
  readonly passwordAt: number;
}

export async function sessionOf(store: Store, secretHash: string, now: number): Promise<FoundSession | null> {
  const { schema } = store;
  const [row] = await store.run<SessionRow & { role: string; scope: unknown; password_at: string }>(sql`
    SELECT s.id, s.person, s.ends_at, s.password_at, p.name, p.role, p.scope
    FROM ${schema}.sessions AS s JOIN ${schema}.people AS p ON p.id = s.person
    WHERE s.secret_hash = ${secretHash} AND s.ends_at > ${now} AND p.active`);
  if (!row) return null;
  const { id, person, name, role, scope } = row;
  const found = { kind: 'person', person, name, role, scope, session: id, endsAt: Number(row.ends_at) };
  // A person's row is parsed as one: the union gives back what its kind says.
  return { identity: identitySchema.parse(found) as PersonIdentity, passwordAt: Number(row.password_at) };
}

/** Those of these people that would end before `soon` last until `until`. */
export async function extendSessions(
  store: Store,
  persons: readonly string[],
  { now, soon, until }: { readonly now: number; readonly soon: number; readonly until: number },
): Promise<void> {
  if (persons.length === 0) return;
  await store.run(sql`
    UPDATE ${store.schema}.sessions SET ends_at = ${until}
    WHERE ends_at > ${now} AND ends_at < ${soon}
      AND person IN (SELECT json_array_elements_text(${json(persons)}))`);
}

export async function listSessions(store: Store, now: number): Promise<readonly Session[]> {
  const { schema } = store;
  const rows = await store.run<SessionRow>(sql`
    SELECT s.id, s.person, s.began_at, s.ends_at, s.address, s.device, p.name
    FROM ${schema}.sessions AS s JOIN ${schema}.people AS p ON p.id = s.person
    WHERE s.ends_at > ${now} ORDER BY s.began_at DESC, s.id LIMIT ${mostSessions}`);
  return rows.map(({ began_at, ends_at, ...rest }) =>
    sessionSchema.parse({ ...rest, beganAt: Number(began_at), endsAt: Number(ends_at) }),
  );
}

interface SessionRow {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly began_at: string;
  readonly ends_at: string;
  readonly address: string;
  readonly device: string;
}

/** False when there is none. */
export async function endSession(store: Store, id: string, note: Note): Promise<boolean> {
  const { schema } = store;
  const [row] = await store.run<{ ended: number }>(sql`
    WITH ended AS (DELETE FROM ${schema}.sessions WHERE id = ${id} RETURNING id), ${noteOf(schema, sql`ended`, note)}
    SELECT count(*)::integer AS ended FROM ended`);
  return row?.ended === 1;
}
