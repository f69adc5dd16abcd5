import { likenessSchema, type Likeness } from '@yagura/contract';
import { json, sql } from './sql-text.ts';
import type { Store } from './store.ts';

/** Not further back than this, and no more of them than that: somebody waits for the answer. */
const lookedThrough = 5000;
const mostFound = 200;

/** Closed incidents that have something in common with one, those of the same cause first; how much it is, others say. */
export async function incidentsLike(
  store: Store,
  { id, source, site, members }: Likeness,
): Promise<readonly Likeness[]> {
  const root = json(source.kind === 'watch' ? source.root : null);
  const where = source.kind === 'person' ? source.where : null;
  const rows = await store.run<{ likeness: unknown }>(sql`
    SELECT json_build_object(
      'id', id, 'number', number, 'source', record->'source', 'site', record->'site', 'members', record->'members',
      'opened', CASE record->'log'->0->>'what' WHEN 'opened' THEN record->'log'->0->>'text' ELSE record->>'sentence' END
    ) AS likeness
    FROM (
      SELECT id, number, record FROM ${store.schema}.incidents
      WHERE state = 'closed' AND id <> ${id} ORDER BY number DESC LIMIT ${lookedThrough}
    ) AS past
    WHERE record->>'mergedInto' IS DISTINCT FROM ${id} AND (
      record->'source'->'root' = ${root}::jsonb
      OR record->>'site' = ${site}
      OR lower(record->'source'->>'where') = lower(${where})
      OR jsonb_exists_any(record->'members', ARRAY(SELECT json_array_elements_text(${json(members)})))
    )
    ORDER BY COALESCE(record->'source'->'root' = ${root}::jsonb, false) DESC, number DESC LIMIT ${mostFound}`);
  return rows.map(({ likeness }) => likenessSchema.parse(likeness));
}
