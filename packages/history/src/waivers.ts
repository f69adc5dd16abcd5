import { waiverSchema, type Waiver } from '@yagura/contract';
import { sql } from './sql-text.ts';
import type { Store } from './store.ts';

export interface WaiverPage {
  /** Only what is in force or still to come. */
  readonly standing: boolean;
  /** Below this number: pages go from the newest to the oldest. */
  readonly below: number | null;
  readonly limit: number;
}

/** The newest first. */
export async function waiversPage(store: Store, { standing, below, limit }: WaiverPage): Promise<readonly Waiver[]> {
  const rows = await store.run<{ record: unknown }>(sql`
    SELECT record FROM ${store.schema}.waivers
    WHERE (NOT ${standing}::boolean OR NOT ended) AND number < ${below ?? Number.MAX_SAFE_INTEGER}
    ORDER BY number DESC LIMIT ${Math.min(limit, 1000)}`);
  return rows.map(({ record }) => waiverSchema.parse(record));
}

/** The newest of that name: names are used again when they are forgotten. */
export async function waiverOf(store: Store, id: string): Promise<Waiver | null> {
  const [row] = await store.run<{ record: unknown }>(
    sql`SELECT record FROM ${store.schema}.waivers WHERE id = ${id} ORDER BY number DESC LIMIT 1`,
  );
  return row ? waiverSchema.parse(row.record) : null;
}
