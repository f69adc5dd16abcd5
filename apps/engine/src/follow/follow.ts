import type { Turn } from '@yagura/contract';
import type { HistoryPosition } from '@yagura/history';
import type { EngineOptions } from '../engine.ts';
import { foldRecorded, type Keeper } from '../keeper.ts';
import { leaseMs } from '../lead/leadership.ts';

/** What a leader leads by: its fence, and how far Postgres was when it began to follow. */
export interface Mandate {
  readonly fence: number;
  readonly stored: HistoryPosition | null;
}

const readTurns = 500;
const askForLeaseEveryMs = 150;

/** Folds what the leader committed until the lease is free; then the rest, so that nothing committed is unknown. Null when stopped. */
export async function follow(options: EngineOptions, keeper: Keeper, stopping: AbortSignal): Promise<Mandate | null> {
  const { streams, history, owner, service, metrics, desk } = options;
  // Asked before it matters, so that no takeover waits for Postgres: what Redis loses later shows as a journal that does not go on.
  const asked = history.position().catch(() => null); // away or not yet made: Redis alone decides
  while (!stopping.aborted) {
    const turns = await streams.turns.after(keeper.turn, {
      limit: readTurns,
      blockMs: askForLeaseEveryMs,
      signal: stopping,
    });
    await foldAll(options, keeper, turns);
    metrics.turnsFollowed.add(turns.length);
    if (turns.length === readTurns) continue;
    desk.readAhead();
    const stored = await asked;
    service.setReady({ ready: true, why: 'standing by' });
    const fence = await streams.lease.acquire(owner, { ttlMs: leaseMs, floor: (stored?.fence ?? 0) + 1 });
    if (fence === null) continue;
    await followToTheEnd(options, keeper, stopping);
    return { fence, stored };
  }
  return null;
}

async function followToTheEnd(options: EngineOptions, keeper: Keeper, stopping: AbortSignal): Promise<void> {
  const head = await options.streams.turns.head();
  while (head !== null && keeper.turn < head.turn && !stopping.aborted) {
    const turns = await options.streams.turns.after(keeper.turn, { limit: readTurns, blockMs: 10, signal: stopping });
    if (turns.length === 0) throw new Error(`the journal ends at turn ${keeper.turn} but its head is ${head.turn}`);
    await foldAll(options, keeper, turns);
  }
}

async function foldAll(options: EngineOptions, keeper: Keeper, turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) {
    if (turn.turn !== keeper.turn + 1) throw new Error(`the journal goes on at turn ${turn.turn} after ${keeper.turn}`);
    const outcome = await foldRecorded(options.streams, keeper, turn);
    if (outcome === 'same') continue;
    options.metrics.replayDiffers.add(1);
    options.service.log.error('a committed turn was not reproduced by folding it again', { turn: turn.turn, outcome });
  }
}
