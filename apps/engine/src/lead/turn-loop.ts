import type { BlindTime, Turn } from '@yagura/contract';
import { nextWakeOf } from '@yagura/domain';
import { sleep } from '@yagura/service';
import type { Evidence } from '@yagura/streams';
import type { EngineOptions } from '../engine.ts';
import { foldEvidence, type Keeper } from '../keeper.ts';
import { chooseNow, lowestAfter } from './choose-now.ts';
import type { Leadership } from './leadership.ts';
import { makeTurn } from './make-turn.ts';

const entriesPerTurn = 200;
/** A turn leaves at least this often: screens tell by it that somebody judges. */
const idleMs = 500;
const catchingUpMs = 50;
const retryCommitMs = 50;
/** Screens are blind after 3 s without a turn: from then on our absence is history worth keeping. */
const blindMs = 3000;

export interface TurnLoop {
  readonly options: EngineOptions;
  readonly keeper: Keeper;
  readonly leadership: Leadership;
  /** Called after each committed turn, with whether it judged as of now. */
  readonly afterTurn: (turn: Turn, caughtUp: boolean) => Promise<void>;
}

/** Reads, folds, commits; sleeps until the next instant that matters and never scans. */
export async function runTurns(loop: TurnLoop): Promise<void> {
  const { options, keeper, leadership } = loop;
  const startedAt = Math.floor(options.clock.now());
  const resumedAt = keeper.turn > 0 && startedAt - keeper.now > 1000 ? startedAt : null;
  let isFirst = true;
  let caughtUp = false;
  while (!leadership.lost.aborted) {
    const blockMs = caughtUp ? waitMs(keeper, options.clock.now()) : catchingUpMs;
    const evidence = await options.streams.evidence.read(keeper.positions, {
      limit: entriesPerTurn,
      blockMs,
      signal: leadership.lost,
    });
    if (leadership.lost.aborted) return;
    const turn = await takeTurn(loop, evidence, { resumedAt, isFirst });
    if (turn === null) continue;
    isFirst = false;
    caughtUp = turn.caughtUp;
    await loop.afterTurn(turn.turn, caughtUp);
  }
}

/** Until a turn tells that somebody judges again, however long that took its engine. */
function absence(keeper: Keeper, shown: number): BlindTime | null {
  if (keeper.shown === 0 || shown - keeper.shown < blindMs) return null;
  return { from: keeper.shown, to: shown, cause: 'engine-away' };
}

function waitMs(keeper: Keeper, deskNow: number): number {
  const wake = nextWakeOf(keeper.world);
  const untilWake = wake === null ? idleMs : Math.ceil(wake - deskNow);
  return Math.min(idleMs, Math.max(1, untilWake));
}

export async function takeTurn(
  loop: TurnLoop,
  evidence: Evidence,
  context: { resumedAt: number | null; isFirst: boolean },
): Promise<{ turn: Turn; caughtUp: boolean } | null> {
  const { options, keeper, leadership } = loop;
  const { clock, metrics, streams } = options;
  const deskNow = Math.floor(clock.now());
  const moment = { deskNow, lastNow: keeper.now, tip: evidence.tip, resumedAt: context.resumedAt };
  const { now, caughtUp } = chooseNow(moment, lowestAfter(keeper.world, evidence.beats));
  if (nothingDue(keeper, evidence, now, deskNow)) return null;
  const from = keeper.positions;
  // Folding again must see the same: what is believed of collectors' clocks depends on when the evidence was read.
  const shown = deskNow;
  const effects = await foldEvidence(streams, keeper, evidence, { now, shown });
  const place = {
    epoch: keeper.epoch,
    turn: keeper.turn + 1,
    fence: leadership.fence,
    now,
    shown,
    from,
    to: evidence.to,
  };
  const turn = makeTurn(place, effects, context.isFirst ? absence(keeper, shown) : null);
  if (effects.layout) await streams.desk.putLayout(effects.layout);
  await commit(loop, turn);
  keeper.turn = turn.turn;
  keeper.shown = shown;
  count(loop, evidence, turn, deskNow);
  metrics.commitSeconds.observe((clock.now() - shown) / 1000);
  return { turn, caughtUp };
}

/** An empty read before anything is due needs no turn, as long as screens still see us alive. */
function nothingDue(keeper: Keeper, evidence: Evidence, now: number, deskNow: number): boolean {
  if (evidence.beats.length > 0 || evidence.inputs.length > 0) return false;
  const wake = nextWakeOf(keeper.world);
  return (wake === null || wake > now) && deskNow - keeper.shown < idleMs - 1;
}

/** Until it is known: the same turn may be committed again, and a fence that moved on ends our leadership. */
async function commit(loop: TurnLoop, turn: Turn): Promise<void> {
  const { leadership, options } = loop;
  for (;;) {
    if (leadership.lost.aborted)
      throw new Error(`turn ${turn.turn} was not committed: ${String(leadership.lost.reason)}`);
    try {
      const outcome = await options.streams.turns.commit(turn);
      if (outcome === 'committed') return;
      throw new CommitRefused(`turn ${turn.turn} was refused: ${outcome}`);
    } catch (error) {
      if (error instanceof CommitRefused) throw error;
      await sleep(retryCommitMs, leadership.lost); // the store is away; whether it took the turn is asked again
    }
  }
}

class CommitRefused extends Error {}

function count(loop: TurnLoop, evidence: Evidence, turn: Turn, deskNow: number): void {
  const { metrics } = loop.options;
  metrics.turns.add(1);
  metrics.changes.add(turn.changes.length);
  metrics.entries.add(evidence.beats.length);
  metrics.unreadable.add(evidence.unreadable);
  const newest = evidence.beats.at(-1);
  if (newest) metrics.evidenceLag.observe(Math.max(0, deskNow - newest.covers.until) / 1000);
}
