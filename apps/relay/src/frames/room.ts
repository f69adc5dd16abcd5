import type { Board, BoardNews, Frame, Freshness, Turn } from '@yagura/contract';
import type { LiveBoard } from '../board/live-board.ts';
import { addNews, addTurn, beginFrame, frameOf, hasNews, mergeFrames, type PendingFrame } from './frame-builder.ts';
import { freshnessBytes } from './freshness.ts';
import { createKeptFrames } from './kept-frames.ts';
import { pick, placesOf, scopedBoard, visibleIn, type Visible } from './scoped-board.ts';
import type { ScopeSet } from './scope-set.ts';
import type { PressedSnapshot, SnapshotPress } from './snapshot-press.ts';

/** Where a room's messages go: to every screen that joined it, encoded once. */
export interface RoomVoice {
  frame(frame: Frame): void;
  freshness(head: Freshness, tenths: Uint8Array): void;
}

/** Where a screen stands, in the room's own terms. */
export interface Standing {
  readonly epoch: number;
  readonly to: number;
}

/** All screens of one scope set: what was said to them, and what is still to be said. */
export interface Room {
  readonly scope: ScopeSet;
  /** Another board, to which no frame leads. */
  replace(live: LiveBoard): void;
  /** The board after this turn. True when somebody waits for the frame. */
  take(live: LiveBoard, turn: Turn): boolean;
  /** The board with news to which no turn leads. */
  tell(live: LiveBoard, news: BoardNews): void;
  /** What the engine's pulse changed: instants, limits, figures. */
  refresh(live: LiveBoard): void;
  sendFrame(options: { figures: boolean }): void;
  /** Limits travel only when they changed since the last time this room heard them. */
  sendFreshness(): void;
  /** The same for one screen, with its limits: for a screen that may have missed a change of them. */
  freshness(): readonly [head: Freshness, tenths: Uint8Array];
  limits(): readonly number[];
  /** A snapshot that frames lead on from; what is pending leaves first. */
  snapshot(): Promise<PressedSnapshot>;
  /** What a screen has missed: null when only a snapshot helps, 'nothing' when it is up to date. */
  missed(standing: Standing): Frame | 'nothing' | null;
  /** What no revision tells: what this relay finds itself, for a screen that may have heard another one until now. */
  findings(): Frame;
  layoutVersion(): string;
}

export interface RoomOptions {
  readonly scope: ScopeSet;
  readonly voice: RoomVoice;
  readonly press: SnapshotPress;
  readonly now: () => number;
}

export function createRoom(first: LiveBoard, { scope, voice, press, now }: RoomOptions): Room {
  const kept = createKeptFrames();
  let state = openRoom(first, scope);
  const sendFrame: Room['sendFrame'] = ({ figures }) => {
    const frame = takeFrame(state, now(), figures);
    kept.add(frame);
    voice.frame(frame);
  };
  return {
    scope,
    sendFrame,
    replace(live) {
      state = openRoom(live, scope);
      kept.clear();
      press.discard();
    },
    take(live, turn) {
      state.board = live.board;
      state.pending = addTurn(state.pending, scope.turn(turn, live.board), (id) => state.places.get(id));
      return hasNews(state.pending);
    },
    tell(live, news) {
      state.board = live.board;
      state.pending = addNews(state.pending, scope.news(news, live.board));
    },
    refresh(live) {
      state.board = live.board;
    },
    sendFreshness() {
      const [{ limits, ...head }, tenths] = freshnessOf(state, now());
      voice.freshness(state.limitsSaid === state.board.limits || !limits ? head : { ...head, limits }, tenths);
      state.limitsSaid = state.board.limits;
    },
    freshness: () => freshnessOf(state, now()),
    snapshot: () =>
      press.get(() => {
        if (state.pending.to !== state.pending.from) sendFrame({ figures: false });
        const { board, visible } = state;
        return { scoped: scopedBoard(board, scope, visible), limits: board.limits };
      }),
    missed({ epoch, to }) {
      const frames = kept.since(epoch, to);
      if (frames) return mergeFrames(frames, now());
      return epoch === state.pending.epoch && to === state.pending.from ? 'nothing' : null;
    },
    findings: () => findingsFrame(state, scope, now()),
    limits: () => state.board.limits,
    layoutVersion: () => state.board.layout.version,
  };
}

interface RoomState {
  readonly visible: Visible;
  readonly places: ReadonlyMap<string, number>;
  board: Board;
  pending: PendingFrame;
  limitsSaid: readonly number[];
  figuresSaid: Board['figures'];
}

function openRoom({ board }: LiveBoard, scope: ScopeSet): RoomState {
  const visible = visibleIn(board.layout, scope);
  const places = placesOf(board.layout, visible);
  return { visible, places, board, pending: beginFrame(board), limitsSaid: board.limits, figuresSaid: board.figures };
}

function takeFrame(state: RoomState, sentAt: number, mayTellFigures: boolean): Frame {
  const { board, pending, visible } = state;
  const tellsFigures = mayTellFigures && board.figures !== state.figuresSaid;
  if (tellsFigures) state.figuresSaid = board.figures;
  state.pending = beginFrame(board);
  return frameOf(pending, sentAt, tellsFigures ? [...pick(board.figures, visible)] : undefined);
}

function findingsFrame({ board, pending }: RoomState, scope: ScopeSet, sentAt: number): Frame {
  const { from, begunAt } = pending;
  const news = scope.news({ findings: board.findings }, board);
  return frameOf({ ...pending, to: from, at: begunAt, statuses: new Map(), news }, sentAt);
}

function freshnessOf({ board, visible }: RoomState, sentAt: number): readonly [head: Freshness, tenths: Uint8Array] {
  const limits = [...pick(board.limits, visible)];
  const tenths = freshnessBytes(pick(board.lastBeats, visible), limits, sentAt);
  return [{ epoch: board.epoch, layout: board.layout.version, at: board.at, sentAt, limits }, tenths];
}
