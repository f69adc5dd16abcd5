import type { Board, Frame, Status } from '@yagura/contract';

/** The board after the frame; null when the frame does not begin where the board ends: then only a snapshot helps. */
export function applyFrame(board: Board, frame: Frame): Board | null {
  if (frame.epoch !== board.epoch || frame.from !== board.revision) return null;
  const statuses = withStatuses(board.statuses, frame.statuses);
  if (statuses === null) return null;
  return {
    ...board,
    alarms: frame.alarms ?? board.alarms,
    strip: frame.strip ?? board.strip,
    findings: frame.findings ?? board.findings,
    collectors: frame.collectors ?? board.collectors,
    openings: frame.openings ?? board.openings,
    rate: frame.rate ?? board.rate,
    incidents: frame.incidents ?? board.incidents,
    waivers: frame.waivers ?? board.waivers,
    markets: frame.markets ?? board.markets,
    revision: frame.to,
    at: frame.at,
    statuses,
    figures: frame.figures ?? board.figures,
  };
}

function withStatuses(current: readonly Status[], changed: Frame['statuses']): Status[] | null {
  if (changed.length === 0) return current as Status[]; // the same array, so that nobody repaints for an empty frame
  const next = [...current];
  for (const [index, status] of changed) {
    if (index < 0 || index >= next.length) return null;
    next[index] = status;
  }
  return next;
}
