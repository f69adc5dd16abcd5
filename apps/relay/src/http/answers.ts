import {
  blindAfterMs,
  healths,
  type Board,
  type BoardAnswer,
  type ComponentAnswer,
  type Health,
  type Status,
} from '@yagura/contract';
import { expire, explain } from '@yagura/domain';

/** False when the newest committed turn is too old to speak of the present. */
export function isLive(board: Board, now: number): boolean {
  return now - board.at <= blindAfterMs;
}

/** A status as it may be told now: with its own age while turns arrive, without any evidence when they do not. */
export function statusNow(board: Board, index: number, now: number): Status | null {
  const status = board.statuses[index];
  if (!status) return null;
  const heardAt = isLive(board, now) ? (board.lastBeats[index] ?? null) : null;
  return expire(status, heardAt === null ? null : now - heardAt, board.limits[index] ?? 0);
}

export function componentAnswer(board: Board, index: number, now: number): ComponentAnswer | null {
  const component = board.layout.components[index];
  const status = statusNow(board, index, now);
  if (!component || !status) return null;
  const { id, name, kind, layer, site, venue, owner, tier, figure } = component;
  const { reasons, ...rest } = status;
  return {
    ...rest,
    id,
    name,
    kind,
    layer,
    site,
    venue,
    owner,
    tier,
    reasons: reasons.map((reason) => ({ code: reason.code, text: explain(reason) })),
    lastBeatAt: board.lastBeats[index] ?? null,
    limitMs: board.limits[index] ?? 0,
    figure: figure === null ? null : { metric: figure, value: board.figures[index] ?? null },
  };
}

export function componentAnswers(board: Board, now: number): ComponentAnswer[] {
  return board.layout.components.flatMap((_, index) => componentAnswer(board, index, now) ?? []);
}

export function boardAnswer(board: Board, now: number): BoardAnswer {
  const components = componentAnswers(board, now);
  const counts = Object.fromEntries(healths.map((health) => [health, 0])) as Record<Health, number>;
  const registered = components.filter((_, index) => board.layout.components[index]?.unregistered === false);
  for (const { health } of registered) counts[health] += 1;
  const { epoch, revision, at, alarms, findings, rate, collectors, layout } = board;
  return {
    epoch,
    revision,
    at,
    alarms,
    findings,
    rate,
    collectors,
    components,
    counts,
    desk: layout.desk.name,
    simulated: layout.desk.simulated,
    live: isLive(board, now),
    unregistered: components.length - registered.length,
  };
}
