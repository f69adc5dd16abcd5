import type { Announcement, CalendarOverride, Change, Incident, Outcome, Status, Turn, Waiver } from '@yagura/contract';

/** So many rows a statement: a store with one session for everybody must not be held for long. */
export const rowsPerPiece = 1000;

export interface ChangeRow {
  readonly epoch: number;
  readonly shard: string;
  readonly turn: number;
  readonly n: number;
  readonly component: string;
  readonly at: number;
  readonly shown: number;
  readonly revision: number;
  readonly from_health: string | null;
  readonly to_health: string | null;
  readonly condition: string;
  readonly reasons: unknown;
  readonly late: boolean;
}

export interface BlindRow {
  readonly epoch: number;
  readonly shard: string;
  readonly turn: number;
  readonly began: number;
  readonly ended: number;
  readonly cause: string;
}

export interface StatusRow {
  readonly component: string;
  /** null: it has left the desk. Kept as a row, so that a turn told again cannot bring it back. */
  readonly status: Status | null;
  readonly epoch: number;
  readonly turn: number;
}

export interface AnnouncementRow {
  readonly epoch: number;
  readonly turn: number;
  readonly n: number;
  readonly at: number;
  readonly kind: string;
  readonly group_id: string;
  readonly root: unknown;
  readonly priority: number;
  readonly pages: boolean;
  readonly text: string;
  readonly why: string;
  readonly places?: Announcement['places'];
  readonly into?: string | undefined;
}

export interface MinuteRow {
  readonly component: string;
  readonly metric: string;
  readonly minute: number;
  readonly mean: number;
}

export interface OverrideRow {
  readonly epoch: number;
  readonly turn: number;
  readonly n: number;
  readonly at: number;
  readonly calendar: string;
  readonly date: string;
  readonly author: string;
  readonly reason: string;
  readonly override: CalendarOverride;
}

export interface IncidentRow {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly priority: number;
  readonly occurred: number;
  readonly revision: number;
  readonly record: Incident;
}

export interface LogRow {
  readonly incident: string;
  readonly revision: number;
  readonly at: number;
  readonly by: string | null;
  readonly what: string;
  readonly text: string;
}

export interface WaiverRow {
  readonly number: number;
  readonly id: string;
  readonly ended: boolean;
  readonly revision: number;
  readonly record: Waiver;
}

export interface OutcomeRow {
  readonly id: string;
  readonly outcome: Outcome;
  readonly done_at: number;
}

/** What one statement stores. `upTo` is the last turn that is whole once it is stored. */
export interface Piece {
  readonly changes: readonly ChangeRow[];
  readonly announcements: readonly AnnouncementRow[];
  readonly blind: readonly BlindRow[];
  readonly statuses: readonly StatusRow[];
  readonly minutes: readonly MinuteRow[];
  readonly overrides: readonly OverrideRow[];
  readonly incidents: readonly IncidentRow[];
  readonly log: readonly LogRow[];
  readonly waivers: readonly WaiverRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly upTo: { readonly epoch: number; readonly turn: number } | null;
}

/** Cuts turns into bounded statements; a crash between any two leaves a prefix that may be told again. */
export function* piecesOf(turns: readonly Turn[], limit: number = rowsPerPiece): Generator<Piece> {
  let piece = emptyPiece();
  for (const turn of turns.toSorted(byPosition)) {
    for (const add of rowsOf(turn)) {
      add(piece);
      if (sizeOf(piece) < limit) continue;
      yield finished(piece);
      piece = emptyPiece();
    }
    piece.upTo = { epoch: turn.epoch, turn: turn.turn };
  }
  if (sizeOf(piece) > 0 || piece.upTo !== null) yield finished(piece);
}

/** Whether anything of this turn is stored: most turns conclude nothing, and only their number would be. */
export function isWorthStoring(turn: Turn): boolean {
  return rowsOf(turn).next().done !== true;
}

interface OpenPiece {
  readonly changes: ChangeRow[];
  readonly announcements: AnnouncementRow[];
  readonly blind: BlindRow[];
  readonly statuses: Map<string, StatusRow>;
  readonly minutes: MinuteRow[];
  readonly overrides: OverrideRow[];
  readonly incidents: Map<string, IncidentRow>;
  readonly log: Map<string, LogRow>;
  readonly waivers: Map<number, WaiverRow>;
  readonly outcomes: OutcomeRow[];
  upTo: Piece['upTo'];
}

function emptyPiece(): OpenPiece {
  return {
    changes: [],
    announcements: [],
    blind: [],
    statuses: new Map(),
    minutes: [],
    overrides: [],
    incidents: new Map(),
    log: new Map(),
    waivers: new Map(),
    outcomes: [],
    upTo: null,
  };
}

function sizeOf(piece: OpenPiece): number {
  const { changes, announcements, blind, statuses, minutes, overrides, incidents, log, waivers, outcomes } = piece;
  const lists = [changes, announcements, blind, minutes, overrides, outcomes];
  return lists.reduce((size, list) => size + list.length, statuses.size + incidents.size + log.size + waivers.size);
}

function finished(piece: OpenPiece): Piece {
  const { statuses, incidents, log, waivers } = piece;
  return {
    ...piece,
    statuses: [...statuses.values()],
    incidents: [...incidents.values()],
    log: [...log.values()],
    waivers: [...waivers.values()],
  };
}

function* rowsOf(turn: Turn): Generator<(piece: OpenPiece) => void> {
  const { epoch, shard, turn: number, blind } = turn;
  for (const change of turn.changes) {
    yield (piece) => piece.changes.push(changeRow(turn, change));
    if (change.to === null) yield (piece) => putStatus(piece, turn, change.component, null);
  }
  for (const announcement of turn.announcements ?? [])
    yield (piece) => piece.announcements.push(announcementRow(turn, announcement));
  if (blind) {
    yield (piece) =>
      piece.blind.push({ epoch, shard, turn: number, began: blind.from, ended: blind.to, cause: blind.cause });
  }
  for (const { id, status } of turn.statuses) yield (piece) => putStatus(piece, turn, id, status);
  for (const [component, metric, minute, mean] of turn.minutes ?? [])
    yield (piece) => piece.minutes.push({ component, metric, minute, mean });
  for (const [n, override] of (turn.overrides ?? []).entries())
    yield (piece) => piece.overrides.push(overrideRow(turn, n, override));
  for (const incident of turn.incidents ?? []) {
    yield (piece) => piece.incidents.set(incident.id, incidentRow(incident));
    for (const line of incident.log)
      yield (piece) => piece.log.set(`${incident.id} ${line.revision}`, { incident: incident.id, ...line });
  }
  for (const record of turn.waivers ?? []) yield (piece) => piece.waivers.set(record.number, waiverRow(record));
  for (const outcome of turn.outcomes ?? [])
    yield (piece) => piece.outcomes.push({ id: outcome.command, outcome, done_at: turn.shown });
}

function waiverRow(record: Waiver): WaiverRow {
  const { number, id, ended, revision } = record;
  return { number, id, ended: ended !== null, revision, record };
}

function incidentRow(record: Incident): IncidentRow {
  const { id, number, state, priority, times, revision } = record;
  return { id, number, state, priority, occurred: times.occurred, revision, record };
}

function overrideRow({ epoch, turn, shown }: Turn, n: number, override: CalendarOverride): OverrideRow {
  const { calendar, date, author, reason } = override;
  return { epoch, turn, n, at: shown, calendar, date, author, reason, override };
}

/** A statement may touch a row once only, so the newest of a component replaces the others. */
function putStatus(piece: OpenPiece, turn: Turn, component: string, status: Status | null): void {
  piece.statuses.set(component, { component, status, epoch: turn.epoch, turn: turn.turn });
}

function byPosition(a: Turn, b: Turn): number {
  return a.epoch - b.epoch || a.turn - b.turn;
}

function changeRow(turn: Turn, change: Change): ChangeRow {
  return {
    epoch: turn.epoch,
    shard: turn.shard,
    turn: turn.turn,
    n: placeOf(change.id),
    component: change.component,
    at: change.at,
    shown: change.shown,
    revision: change.revision,
    from_health: change.from,
    to_health: change.to,
    condition: change.condition,
    reasons: change.reasons,
    late: change.late,
  };
}

function announcementRow({ epoch, turn }: Turn, announcement: Announcement): AnnouncementRow {
  const { id, group, ...rest } = announcement;
  return { ...rest, epoch, turn, n: placeOf(id), group_id: group };
}

/** Its place within the turn is the last part of its id. */
function placeOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('.') + 1));
}
