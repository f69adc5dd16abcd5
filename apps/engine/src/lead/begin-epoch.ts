import type { EngineOptions } from '../engine.ts';
import type { Keeper } from '../keeper.ts';

/**
 * Settles which epoch we judge in. Where Postgres remembers turns that Redis lost, a new epoch begins behind them, so that no
 * number is used twice and nothing that was told is told again.
 */
export async function beginEpoch(options: EngineOptions, keeper: Keeper, fence: number): Promise<void> {
  const { history, streams, service } = options;
  if (keeper.epoch === 0) keeper.epoch = fence;
  const remembered = await history.position().catch(() => null); // away or not yet made: Redis alone decides
  if (remembered === null || remembered.turn <= keeper.turn) return;
  keeper.epoch = fence;
  keeper.turn = remembered.turn;
  const statuses = await history.latestStatuses();
  for (const [id, status] of statuses) {
    const row = keeper.world.desk.rows.get(id);
    if (row) keeper.world.desk.rows.set(id, { ...row, status });
  }
  const head = { epoch: fence, turn: keeper.turn, fence, now: keeper.now, to: keeper.positions };
  const outcome = await streams.turns.restart(head);
  if (outcome !== 'committed') throw new Error(`the new epoch was refused: ${outcome}`);
  service.log.error('Redis had lost turns that Postgres remembers; a new epoch begins behind them', {
    turn: keeper.turn,
    epoch: fence,
  });
}
