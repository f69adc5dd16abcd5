import { personSchema, type Person } from '@yagura/contract';
import { json, sql, type Sql } from '../sql-text.ts';
import type { Store } from '../store.ts';
import { noteOf, type Note } from './audit.ts';

const mostPeople = 1000;

/** A person with what proves that it is them: hashes, never the secrets. */
export interface Account extends Omit<Person, 'pin'> {
  readonly password: string;
  readonly pin: string | null;
}

/** Whoever changes an account says which revision they saw. */
export interface StoredAccount extends Account {
  readonly revision: number;
}

const wholeDesk = json({ sites: 'all', owners: 'all' });

/** Who can let everybody else in. One of them is always left. */
export function keepers(): Sql {
  return sql`(active AND role = 'admin' AND scope = ${wholeDesk}::jsonb)`;
}

export async function hasKeeper(store: Store): Promise<boolean> {
  const rows = await store.run(sql`SELECT 1 FROM ${store.schema}.people WHERE ${keepers()} LIMIT 1`);
  return rows.length > 0;
}

export async function findAccount(store: Store, person: string): Promise<StoredAccount | null> {
  const [row] = await store.run<AccountRow>(sql`SELECT * FROM ${store.schema}.people WHERE id = ${person}`);
  if (!row) return null;
  return { ...personOf(row), password: row.password, pin: row.pin, revision: Number(row.revision) };
}

export async function listPeople(store: Store): Promise<readonly Person[]> {
  const rows = await store.run<AccountRow>(
    sql`SELECT * FROM ${store.schema}.people ORDER BY name, id LIMIT ${mostPeople}`,
  );
  return rows.map(personOf);
}

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly scope: unknown;
  readonly active: boolean;
  readonly password: string;
  readonly pin: string | null;
  readonly revision: string;
}

function personOf({ id, name, role, scope, active, pin }: AccountRow): Person {
  return personSchema.parse({ person: id, name, role, scope, active, pin: pin !== null });
}

/** False when somebody of that id is there already. */
export async function addAccount(store: Store, account: Account, note: Note): Promise<boolean> {
  const { schema } = store;
  const [row] = await store.run<{ made: number }>(sql`
    WITH made AS (
      INSERT INTO ${schema}.people VALUES (${columnsOf(account)}, 1) ON CONFLICT DO NOTHING RETURNING id
    ), ${noteOf(schema, sql`made`, note)}
    SELECT count(*)::integer AS made FROM made`);
  return row?.made === 1;
}

/** In the order of the table. */
export function columnsOf({ person, name, role, scope, active, password, pin }: Account): Sql {
  return sql`${person}, ${name}, ${role}, ${json(scope)}::jsonb, ${active}, ${password}, ${pin}`;
}

export type AccountChange = 'done' | 'changed-meanwhile' | 'last-keeper';

/**
 * Changes an account as it was seen. The table is locked, so that of two who take each other's right to manage at once
 * one is told that nobody would be left. `endsSessionsBut`: every session of theirs but this one ends.
 */
export async function changeAccount(
  store: Store,
  account: StoredAccount,
  note: Note,
  options: { readonly endsSessionsBut: string | null } | null,
): Promise<AccountChange> {
  const { schema } = store;
  const { person, name, role, scope, active, password, pin, revision } = account;
  const ended = options
    ? sql`, ended AS (DELETE FROM ${schema}.sessions WHERE person IN (SELECT id FROM changed)
        AND id IS DISTINCT FROM ${options.endsSessionsBut})`
    : sql``;
  const [row] = await store.run<{ changed: number; seen: boolean }>(sql`
    LOCK TABLE ${schema}.people IN SHARE ROW EXCLUSIVE MODE;
    WITH wanted AS (
      SELECT ${active} AS active, ${role} AS role, ${json(scope)}::jsonb AS scope
    ), changed AS (
      UPDATE ${schema}.people AS kept SET name = ${name}, role = ${role}, scope = ${json(scope)}::jsonb,
        active = ${active}, password = ${password}, pin = ${pin}, revision = revision + 1
      WHERE id = ${person} AND revision = ${revision} AND (
        EXISTS (SELECT FROM wanted WHERE ${keepers()}) OR
        EXISTS (SELECT FROM ${schema}.people WHERE id <> ${person} AND ${keepers()})
      ) RETURNING id
    ), ${noteOf(schema, sql`changed`, note)}${ended}
    SELECT (SELECT count(*) FROM changed)::integer AS changed,
      EXISTS (SELECT FROM ${schema}.people WHERE id = ${person} AND revision = ${revision}) AS seen`);
  if (row?.changed === 1) return 'done';
  return row?.seen === true ? 'last-keeper' : 'changed-meanwhile';
}
