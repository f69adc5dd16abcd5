import type { BoardNews, EnginePulse, Finding, Turn } from '@yagura/contract';
import { StoreAwayError, type Streams } from '@yagura/streams';
import { applyTurn, withCalendarsOf, withLayout, withPulse, type LiveBoard } from './live-board.ts';
import { ownNews, withOwn } from './own-findings.ts';
import { loadBoard, loadDesk } from './load-board.ts';
import { marketNews, withMarkets } from './markets.ts';

const turnsPerRead = 256;
const blockMs = 1000;
const pauseMs = 250;

export const noBoardYet = 'no board yet: the engine has not published one';
export const storeAway = 'no board yet: Redis does not answer';

export interface FollowerLog {
  info(text: string, fields?: Record<string, unknown>): void;
  warn(text: string, fields?: Record<string, unknown>): void;
}

/** What the follower tells of; always in the order in which it happened. */
export interface FollowerEvents {
  /** A board to which no turn leads: the first one, one after a gap, one with another layout. */
  readonly onBoard: (live: LiveBoard) => void;
  readonly onTurn: (live: LiveBoard, turn: Turn, before: LiveBoard) => void;
  /** News of this relay itself, to which no turn leads. */
  readonly onOwn: (live: LiveBoard, news: BoardNews) => void;
  readonly onPulse: (live: LiveBoard | null, pulse: EnginePulse) => void;
  /** There is no board, and this is why. */
  readonly onWaiting: (why: string) => void;
}

export interface BoardFollower {
  current(): LiveBoard | null;
  /** What this relay finds itself is something else now. */
  retell(): void;
  stop(): Promise<void>;
}

export interface FollowerOptions extends FollowerEvents {
  readonly streams: Pick<Streams, 'turns' | 'snapshots' | 'desk' | 'pulse'>;
  readonly log: FollowerLog;
  /** What this relay finds itself, beside what the engine does. */
  readonly ownFindings: () => readonly Finding[];
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Snapshot, then turns without a gap; on any gap a snapshot again. Lives through the store being away. */
export function followBoard(options: FollowerOptions): BoardFollower {
  const stopping = new AbortController();
  const { signal } = stopping;
  const state: FollowerState = { live: null, needs: 'board' };
  const done = Promise.all([followTurns(options, state, signal), followPulses(options, state, signal)]);
  return {
    current: () => state.live,
    retell() {
      if (!state.live) return;
      state.live = withOwn(state.live, options.ownFindings());
      options.onOwn(state.live, { findings: state.live.board.findings });
    },
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

interface FollowerState {
  live: LiveBoard | null;
  needs: 'board' | 'turns';
}

async function followTurns(options: FollowerOptions, state: FollowerState, signal: AbortSignal): Promise<void> {
  const { log, wait, onWaiting } = options;
  let failing = false;
  while (!signal.aborted) {
    try {
      const moved = state.needs === 'board' ? await reload(options, state) : await advance(options, state, signal);
      if (failing) log.info('following the board again');
      failing = false;
      if (!moved && !state.live) onWaiting(noBoardYet);
      if (!moved && !signal.aborted) await wait(pauseMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!failing) log.warn('cannot follow the board', { error: error instanceof Error ? error.message : 'unknown' });
      failing = true;
      if (!state.live) onWaiting(error instanceof StoreAwayError ? storeAway : noBoardYet);
      await wait(pauseMs, signal);
    }
  }
}

async function reload(options: FollowerOptions, state: FollowerState): Promise<boolean> {
  const { streams, log, onBoard } = options;
  const loaded = await loadBoard(streams);
  if (!loaded) return false;
  const head = await streams.turns.head();
  if (head && !leadsTo(loaded, head, await streams.turns.oldest())) return false;
  state.live = withOwn(loaded, options.ownFindings());
  state.needs = 'turns';
  const { epoch, revision } = loaded.board;
  log.info('the board was loaded from a snapshot', { epoch, revision });
  onBoard(state.live);
  return true;
}

/** A snapshot is of use only when the journal still leads on from it; otherwise the engine is about to write another. */
function leadsTo({ board }: LiveBoard, head: { epoch: number; turn: number }, oldest: number | null): boolean {
  if (board.epoch !== head.epoch || board.revision > head.turn) return false;
  return board.revision === head.turn || (oldest !== null && oldest <= board.revision + 1);
}

/** Needs no pause of its own: reading waits until there is something. */
async function advance(options: FollowerOptions, state: FollowerState, signal: AbortSignal): Promise<boolean> {
  const { streams } = options;
  if (!state.live) return false;
  const turns = await streams.turns.after(state.live.board.revision, { limit: turnsPerRead, blockMs, signal });
  for (const turn of turns) {
    if (await take(options, state, turn)) continue;
    state.needs = 'board';
    return true;
  }
  if (turns.length === 0 && !signal.aborted) await checkHead(options, state);
  return true;
}

/** Silence may mean that the journal was set aside: after a restore its head is another one than ours. */
async function checkHead({ streams }: FollowerOptions, state: FollowerState): Promise<void> {
  const head = await streams.turns.head();
  const board = state.live?.board;
  if (head && board && (head.epoch !== board.epoch || head.turn < board.revision)) state.needs = 'board';
}

async function take(options: FollowerOptions, state: FollowerState, told: Turn): Promise<boolean> {
  const before = state.live;
  if (!before) return false;
  if (told.layout === undefined || told.layout === before.board.layout.version) {
    const by = withCalendarsOf(before, told);
    const turn = {
      ...told,
      news: { ...told.news, ...marketNews(before, by, told.now), ...ownNews(told.news, options.ownFindings()) },
    };
    const after = applyTurn(by, turn);
    if (!after) return false;
    // A pulse may have come while the turns were read, never while they are applied.
    state.live = after;
    options.onTurn(after, turn, before);
    return true;
  }
  const desk = await loadDesk(options.streams, told.layout);
  const latest = state.live;
  if (!desk || !latest) return false;
  const after = applyTurn(withLayout(withCalendarsOf(latest, told), desk, told.now), told);
  if (!after) return false;
  state.live = withOwn(withMarkets(after), options.ownFindings());
  options.onBoard(state.live);
  return true;
}

async function followPulses(options: FollowerOptions, state: FollowerState, signal: AbortSignal): Promise<void> {
  const { streams, wait, onPulse } = options;
  const onEach = (pulse: EnginePulse) => {
    if (state.live) state.live = withPulse(state.live, pulse);
    onPulse(state.live, pulse);
  };
  while (!signal.aborted) {
    try {
      const unsubscribe = await streams.pulse.subscribe(onEach);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await unsubscribe().catch(() => {}); // the store may be gone by now, and so is the subscription
    } catch {
      await wait(pauseMs, signal);
    }
  }
}
