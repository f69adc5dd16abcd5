import {
  intentionSchema,
  incidentSchema,
  logEntrySchema,
  outcomeSchema,
  senderMark,
  type Intention,
  type Incident,
  type IncidentState,
  type LogEntry,
  type Outcome,
} from '@yagura/contract';
import { json, sql } from './sql-text.ts';
import type { Store } from './store.ts';

export interface IncidentPage {
  /** Only these states; all where it is null. */
  readonly states: readonly IncidentState[] | null;
  /** Below this number: pages go from the newest to the oldest. */
  readonly below: number | null;
  readonly limit: number;
}

/** The newest first. */
export async function incidentsPage(
  store: Store,
  { states, below, limit }: IncidentPage,
): Promise<readonly Incident[]> {
  const rows = await store.run<{ record: unknown }>(sql`
    SELECT record FROM ${store.schema}.incidents
    WHERE (${states === null}::boolean OR state = ANY(SELECT json_array_elements_text(${json(states ?? [])})))
      AND number < ${below ?? Number.MAX_SAFE_INTEGER}
    ORDER BY number DESC LIMIT ${Math.min(limit, 1000)}`);
  return rows.map(({ record }) => incidentSchema.parse(record));
}

/** By its id, or by its number, as it is said on the phone: no id is only digits. */
export async function incidentOf(store: Store, name: string): Promise<Incident | null> {
  const number = /^\d{1,15}$/.test(name) ? Number(name) : -1;
  const [row] = await store.run<{ record: unknown }>(
    sql`SELECT record FROM ${store.schema}.incidents WHERE id = ${name} OR number = ${number} LIMIT 1`,
  );
  return row ? incidentSchema.parse(row.record) : null;
}

/** Everything that was done about it, oldest first; the record itself holds the newest only. */
export async function incidentLog(store: Store, id: string): Promise<readonly LogEntry[]> {
  const rows = await store.run<{ revision: string; at: string; by: string | null; what: string; text: string }>(sql`
    SELECT revision, at, by, what, text FROM ${store.schema}.incident_log
    WHERE incident = ${id} ORDER BY revision DESC LIMIT 5000`);
  return rows
    .map((row) => logEntrySchema.parse({ ...row, revision: Number(row.revision), at: Number(row.at) }))
    .toReversed();
}

/** Written before anything is done: told twice, it is one line. */
export async function putCommand(store: Store, command: Intention, askedAt: number): Promise<void> {
  await store.run(sql`
    INSERT INTO ${store.schema}.commands (id, person, asked_at, command)
    VALUES (${command.id}, ${'person' in command ? command.person : senderMark + command.sender}, ${askedAt}, ${json(command)}::jsonb)
    ON CONFLICT DO NOTHING`);
}

export interface StoredCommand {
  readonly command: Intention;
  readonly outcome: Outcome | null;
}

export async function commandOf(store: Store, id: string): Promise<StoredCommand | null> {
  const [row] = await store.run<{ command: unknown; outcome: unknown }>(
    sql`SELECT command, outcome FROM ${store.schema}.commands WHERE id = ${id}`,
  );
  return row
    ? {
        command: intentionSchema.parse(row.command),
        outcome: row.outcome === null ? null : outcomeSchema.parse(row.outcome),
      }
    : null;
}

/** Commands of which nothing became yet, oldest first: who leads reads them again, whatever was lost on the way. */
export async function waitingCommands(store: Store, limit: number): Promise<readonly Intention[]> {
  const rows = await store.run<{ command: unknown }>(sql`
    SELECT command FROM ${store.schema}.commands WHERE outcome IS NULL ORDER BY asked_at, id LIMIT ${Math.min(limit, 500)}`);
  return rows.map(({ command }) => intentionSchema.parse(command));
}
