import type { Board, Frame, Freshness, Pulse, Snapshot } from '@yagura/contract';
import { applyFrame } from '@yagura/domain';
import { delayOf } from './clocks.ts';
import { evidenceFromFreshness, evidenceFromVerdicts } from './evidence.ts';
import { firstMarks, markChanges, noteFirstSeen } from './marks.ts';
import { deskNowOf } from './settle.ts';
import type { DeskState } from './state.ts';
import { unseenLines } from './unseen-lines.ts';

/** Everything, at once. Only this ends a gap or a sleep; the latter once the clock by which ages are told runs again. */
export function takeSnapshot(state: DeskState, snapshot: Snapshot): DeskState {
  if (state.build !== null && state.build !== snapshot.build) return { ...state, phase: 'updating' };
  const deskNow = deskNowOf(state);
  const mark = { at: deskNow, whileBlind: state.wasBlind || state.gap };
  return {
    ...state,
    phase: 'board',
    build: snapshot.build,
    gap: false,
    sleptSince: state.reading.monotonic > state.noticedAt ? null : state.sleptSince,
    wasBlind: false,
    board: snapshot,
    evidence: evidenceFromVerdicts(snapshot.lastBeats, snapshot.limits, snapshot.at, [...snapshot.statuses.entries()]),
    judgedAt: snapshot.at,
    marks: state.board === null ? firstMarks(snapshot, deskNow) : markChanges(state.marks, state.board, snapshot, mark),
    firstSeen: noteFirstSeen(state.firstSeen, snapshot.alarms, (alarm) =>
      state.board === null ? alarm.since : deskNow,
    ),
    unseen:
      state.board === null
        ? state.unseen
        : unseenLines(state.unseen, { before: state.board.strip, after: snapshot.strip }, mark.whileBlind),
    frames: state.frames + 1,
  };
}

export function takeFrame(state: DeskState, frame: Frame, receivedAt: number): DeskState {
  const { board } = state;
  if (board === null || state.gap || isOld(board, frame)) return state;
  const next = applyFrame(board, frame);
  if (next === null) return { ...state, gap: true };
  const deskNow = deskNowOf(state);
  const mark = { at: deskNow, whileBlind: state.wasBlind };
  return {
    ...state,
    wasBlind: false,
    board: next,
    evidence: evidenceFromVerdicts(state.evidence, board.limits, frame.at, frame.statuses),
    judgedAt: Math.max(state.judgedAt, frame.at),
    marks: next.statuses === board.statuses ? state.marks : markChanges(state.marks, board, next, mark),
    firstSeen: noteFirstSeen(state.firstSeen, next.alarms, () => deskNow),
    unseen: unseenLines(state.unseen, { before: board.strip, after: next.strip }, mark.whileBlind),
    frames: state.frames + 1,
    frameDelayMs: delayOf(state.clock, frame.sentAt, receivedAt),
  };
}

function isOld(board: Board, frame: Frame): boolean {
  return frame.epoch === board.epoch && frame.from < board.revision && frame.to <= board.revision;
}

/** Bytes count only in the order of the layout we hold. */
export function takeFreshness(state: DeskState, head: Freshness, tenths: Uint8Array): DeskState {
  const { board } = state;
  if (board === null || head.epoch !== board.epoch || head.layout !== board.layout.version) return state;
  if (tenths.length !== board.layout.components.length) return { ...state, gap: true };
  const limits = head.limits ?? board.limits;
  return {
    ...state,
    board: head.limits ? { ...board, limits } : board,
    evidence: evidenceFromFreshness(state.evidence, limits, head, tenths),
  };
}

/** A pulse about a revision that we do not hold proves nothing about what we show. */
export function takePulse(state: DeskState, pulse: Pulse, receivedAt: number): DeskState {
  const { board } = state;
  const ours = board !== null && !state.gap && pulse.epoch === board.epoch && pulse.revision <= board.revision;
  return {
    ...state,
    pulse,
    pulseAt: receivedAt,
    judgedAt: ours ? Math.max(state.judgedAt, pulse.judgedAt) : state.judgedAt,
  };
}
