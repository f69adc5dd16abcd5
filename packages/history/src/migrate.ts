import { hashOf, migrations, type Migration } from './migrations.ts';
import { sql, type Sql } from './sql-text.ts';
import type { Store } from './store.ts';
import { sqlState } from './away.ts';

/** Two processes that create the same thing at once: one of them is told so by one of these. */
const createdByAnother = new Set(['23505', '42P06', '42P07', '40P01']);
const attempts = 10;

export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Brings the schema up to what this build knows and answers how many steps that took. */
export async function migrate(store: Store, known: readonly Migration[] = migrations): Promise<number> {
  await unlessRaced(() => store.run(bookkeeping(store.schema)), attempts);
  let applied = 0;
  for (let round = 0; round < known.length + attempts; round += 1) {
    const next = nextOf(await recorded(store), known);
    if (next === null) return applied;
    if (await unlessRaced(() => store.run(application(store.schema, next)), 1)) applied += 1;
  }
  throw new MigrationError('the history could not be migrated: its steps are refused again and again');
}

function bookkeeping(schema: Sql): Sql {
  return sql`
    CREATE SCHEMA IF NOT EXISTS ${schema};
    CREATE TABLE IF NOT EXISTS ${schema}.migration (
      number integer PRIMARY KEY, name text NOT NULL, hash text NOT NULL, fence bigint NOT NULL
    );
    CREATE TABLE IF NOT EXISTS ${schema}.migration_lock (
      sole boolean PRIMARY KEY DEFAULT true CHECK (sole), fence bigint NOT NULL
    );
    INSERT INTO ${schema}.migration_lock (fence) VALUES (0) ON CONFLICT DO NOTHING`;
}

/**
 * One message, so one transaction: the lock row makes a second migrator wait, the recorded number then makes it fail
 * as a whole instead of applying the same step twice.
 */
function application(schema: Sql, migration: Migration): Sql {
  const text = migration.text.replaceAll('$schema', () => schema.text);
  return sql`
    UPDATE ${schema}.migration_lock SET fence = fence + 1;
    INSERT INTO ${schema}.migration (number, name, hash, fence)
      SELECT ${migration.number}, ${migration.name}, ${hashOf(migration)}, fence FROM ${schema}.migration_lock;
    ${{ text }}`;
}

interface Recorded {
  readonly number: number;
  readonly hash: string;
}

function recorded(store: Store): Promise<readonly Recorded[]> {
  return store.run<{ number: number; hash: string }>(
    sql`SELECT number, hash FROM ${store.schema}.migration ORDER BY number LIMIT 10000`,
  );
}

function nextOf(done: readonly Recorded[], known: readonly Migration[]): Migration | null {
  for (const { number, hash } of done) {
    const same = known.find((migration) => migration.number === number);
    if (!same) {
      throw new MigrationError(`the history was written by a newer Yagura (migration ${number}); start that one`);
    }
    if (hashOf(same) !== hash) {
      throw new MigrationError(`migration ${number} of the history differs from the one this Yagura was built with`);
    }
  }
  return known.find((migration) => done.every(({ number }) => number !== migration.number)) ?? null;
}

/** Runs a step until nobody else was doing the same; null when somebody always was. */
async function unlessRaced<Result>(step: () => Promise<Result>, times: number): Promise<Result | null> {
  for (let attempt = 1; attempt <= times; attempt += 1) {
    try {
      return await step();
    } catch (error) {
      if (!createdByAnother.has(sqlState(error) ?? '')) throw error;
    }
  }
  return null;
}
