import { beginnings, type Turn } from '@yagura/contract';
import { json, sql, type Sql } from './sql-text.ts';
import type { Store } from './store.ts';
import { piecesOf, type Piece } from './turn-pieces.ts';

/** How far the history is, and the highest fence that wrote it. */
export interface HistoryPosition {
  readonly fence: number;
  readonly epoch: number;
  readonly turn: number;
}

export interface AppendAnswer {
  /** 'fenced': a newer leader has written; nothing of the rest was stored. */
  readonly outcome: 'stored' | 'fenced';
  readonly upTo: HistoryPosition;
}

/**
 * Stores each change of these turns exactly once, however often and in whatever pieces they are told.
 * `fence` is the writer's own: a new leader also tells turns that its predecessor committed and did not store.
 */
export async function appendTurns(store: Store, turns: readonly Turn[], fence?: number): Promise<AppendAnswer> {
  const own = fence ?? turns.reduce((highest, turn) => Math.max(highest, turn.fence), 0);
  let upTo: HistoryPosition = { fence: 0, epoch: 0, turn: 0 };
  for (const piece of piecesOf(turns)) {
    const [row] = await store.run<WriterRow>(appendPiece(store.schema, piece, own));
    if (!row) throw new Error('the history has no writer row: it was not migrated');
    upTo = { fence: Number(row.fence), epoch: Number(row.epoch), turn: Number(row.turn) };
    if (!row.stored) return { outcome: 'fenced', upTo };
  }
  return { outcome: 'stored', upTo };
}

interface WriterRow {
  readonly stored: boolean;
  readonly fence: string;
  readonly epoch: string;
  readonly turn: string;
}

/**
 * One statement, so all or nothing: the update of the writer row is the gate; it waits for another writer's statement
 * and, when that one brought a higher fence, lets no row through.
 */
function appendPiece(schema: Sql, piece: Piece, fence: number): Sql {
  const { epoch, turn } = piece.upTo ?? { epoch: 0, turn: 0 };
  return sql`
    WITH gate AS (
      UPDATE ${schema}.writer SET
        fence = ${fence},
        epoch = CASE WHEN (${epoch}::bigint, ${turn}::bigint) > (epoch, turn) THEN ${epoch} ELSE epoch END,
        turn = CASE WHEN (${epoch}::bigint, ${turn}::bigint) > (epoch, turn) THEN ${turn} ELSE turn END
      WHERE fence <= ${fence}
      RETURNING fence, epoch, turn
    )${changesPart(schema, piece)}${announcementsPart(schema, piece)}${groupsPart(schema, piece)}${blindPart(schema, piece)}${statusesPart(schema, piece)}${minutesPart(schema, piece)}${overridesPart(schema, piece)}${incidentsPart(schema, piece)}${logPart(schema, piece)}${waiversPart(schema, piece)}${outcomesPart(schema, piece)}
    SELECT true AS stored, fence, epoch, turn FROM gate
    UNION ALL
    SELECT false, fence, epoch, turn FROM ${schema}.writer WHERE NOT EXISTS (SELECT FROM gate)`;
}

const nothing: Sql = { text: '' };

function changesPart(schema: Sql, { changes }: Piece): Sql {
  if (changes.length === 0) return nothing;
  return sql`, changes AS (
      INSERT INTO ${schema}.change
      SELECT row.* FROM gate, json_to_recordset(${json(changes)}) AS row (
        epoch bigint, shard text, turn bigint, n integer, component text, at bigint, shown bigint, revision bigint,
        from_health text, to_health text, condition text, reasons jsonb, late boolean
      )
      ON CONFLICT DO NOTHING
    )`;
}

function announcementsPart(schema: Sql, { announcements }: Piece): Sql {
  if (announcements.length === 0) return nothing;
  return sql`, announcements AS (
      INSERT INTO ${schema}.announcements
      SELECT row.* FROM gate, json_to_recordset(${json(announcements)}) AS row (
        epoch bigint, turn bigint, n integer, at bigint, kind text, group_id text, root jsonb, priority integer,
        pages boolean, text text, why text, places jsonb, "into" text
      )
      ON CONFLICT DO NOTHING
    )`;
}

const begins: ReadonlySet<string> = new Set(beginnings);

/** A group is stored with its first announcement; a relapse finds it there already. */
function groupsPart(schema: Sql, { announcements }: Piece): Sql {
  const begun = announcements.filter(({ kind }) => begins.has(kind));
  if (begun.length === 0) return nothing;
  const rows = begun.map(({ group_id, root, at, text }) => ({ id: group_id, root, opened_at: at, text }));
  return sql`, groups AS (
      INSERT INTO ${schema}.groups
      SELECT row.* FROM gate, json_to_recordset(${json(rows)}) AS row (id text, root jsonb, opened_at bigint, text text)
      ON CONFLICT DO NOTHING
    )`;
}

function blindPart(schema: Sql, { blind }: Piece): Sql {
  if (blind.length === 0) return nothing;
  return sql`, blind AS (
      INSERT INTO ${schema}.blind_time
      SELECT row.* FROM gate, json_to_recordset(${json(blind)}) AS row (
        epoch bigint, shard text, turn bigint, began bigint, ended bigint, cause text
      )
      ON CONFLICT DO NOTHING
    )`;
}

function statusesPart(schema: Sql, { statuses }: Piece): Sql {
  if (statuses.length === 0) return nothing;
  return sql`, statuses AS (
      INSERT INTO ${schema}.latest_status AS kept
      SELECT row.* FROM gate, json_to_recordset(${json(statuses)}) AS row (
        component text, status jsonb, epoch bigint, turn bigint
      )
      ON CONFLICT (component) DO UPDATE SET status = excluded.status, epoch = excluded.epoch, turn = excluded.turn
      WHERE (kept.epoch, kept.turn) <= (excluded.epoch, excluded.turn)
    )`;
}

/** A minute told again by a successor that folded it anew is the same minute. */
function minutesPart(schema: Sql, { minutes }: Piece): Sql {
  if (minutes.length === 0) return nothing;
  return sql`, minutes AS (
      INSERT INTO ${schema}.metric_minutes
      SELECT row.* FROM gate, json_to_recordset(${json(minutes)}) AS row (
        component text, metric text, minute bigint, mean double precision
      )
      ON CONFLICT DO NOTHING
    )`;
}

function overridesPart(schema: Sql, { overrides }: Piece): Sql {
  if (overrides.length === 0) return nothing;
  return sql`, overrides AS (
      INSERT INTO ${schema}.calendar_overrides
      SELECT row.* FROM gate, json_to_recordset(${json(overrides)}) AS row (
        epoch bigint, turn bigint, n integer, at bigint, calendar text, date text, author text, reason text, override jsonb
      )
      ON CONFLICT DO NOTHING
      RETURNING at, author, calendar, override
    ), noted_days AS (
      INSERT INTO ${schema}.audit (at, who, action, target, before, after)
      SELECT at, author, 'calendar-overridden', calendar, 'null', override FROM overrides
    )`;
}

/** Whole records: the newest stands, whichever turn is told last. */
function incidentsPart(schema: Sql, { incidents }: Piece): Sql {
  if (incidents.length === 0) return nothing;
  return sql`, incidents AS (
      INSERT INTO ${schema}.incidents AS kept
      SELECT row.* FROM gate, json_to_recordset(${json(incidents)}) AS row (
        id text, number bigint, state text, priority integer, occurred bigint, revision bigint, record jsonb
      )
      ON CONFLICT (id) DO UPDATE SET
        state = excluded.state, priority = excluded.priority, revision = excluded.revision, record = excluded.record
      WHERE kept.revision < excluded.revision
    )`;
}

function logPart(schema: Sql, { log }: Piece): Sql {
  if (log.length === 0) return nothing;
  return sql`, log AS (
      INSERT INTO ${schema}.incident_log
      SELECT row.* FROM gate, json_to_recordset(${json(log)}) AS row (
        incident text, revision bigint, at bigint, by text, what text, text text
      )
      ON CONFLICT DO NOTHING
    )`;
}

function waiversPart(schema: Sql, { waivers }: Piece): Sql {
  if (waivers.length === 0) return nothing;
  return sql`, waivers AS (
      INSERT INTO ${schema}.waivers AS kept
      SELECT row.* FROM gate, json_to_recordset(${json(waivers)}) AS row (
        number bigint, id text, ended boolean, revision bigint, record jsonb
      )
      ON CONFLICT (number) DO UPDATE SET ended = excluded.ended, revision = excluded.revision, record = excluded.record
      WHERE kept.revision < excluded.revision
    )`;
}

/** Whoever asked wrote the command down first; one whose line is lost has nobody left who waits. What was done and what was not is in the audit. */
function outcomesPart(schema: Sql, { outcomes }: Piece): Sql {
  if (outcomes.length === 0) return nothing;
  return sql`, outcomes AS (
      UPDATE ${schema}.commands AS kept SET outcome = row.outcome, done_at = row.done_at
      FROM gate, json_to_recordset(${json(outcomes)}) AS row (id text, outcome jsonb, done_at bigint)
      WHERE kept.id = row.id AND kept.outcome IS NULL
      RETURNING kept.person, kept.command -> 'does' AS does, kept.outcome, kept.done_at
    ), noted_deeds AS (
      INSERT INTO ${schema}.audit (at, who, action, target, before, after)
      SELECT done_at, person,
        CASE does ->> 'kind'
          WHEN 'open' THEN 'incident-opened' WHEN 'act' THEN 'incident-changed'
          WHEN 'mute' THEN 'muted' WHEN 'plan' THEN 'planned' WHEN 'report' THEN 'incident-reported' ELSE 'waiver-changed'
        END,
        COALESCE(outcome ->> 'incident', outcome ->> 'waiver'),
        COALESCE(outcome -> 'before', 'null'),
        jsonb_build_object('result', outcome -> 'result', 'text', outcome -> 'text', 'wanted', does, 'is', outcome -> 'after')
      FROM outcomes ORDER BY done_at
    )`;
}
