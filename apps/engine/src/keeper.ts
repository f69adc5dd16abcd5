import type { Positions, Status, Turn } from '@yagura/contract';
import { createWorld, foldTurn, type TurnEffects, type World } from '@yagura/domain';
import type { Evidence, Streams } from '@yagura/streams';
import { resolveInputs } from './inputs.ts';

/** The world and where it stands: what a leader leads and a standby follows. */
export interface Keeper {
  world: World;
  epoch: number;
  turn: number;
  now: number;
  shown: number;
  positions: Positions;
  /** What stood on the board, where the world itself could not be kept and has to begin anew; null where it goes on. */
  remembered: Map<string, Status> | null;
}

const watchShards = 1;

export function emptyKeeper(positions: Positions): Keeper {
  return { world: emptyWorld(), epoch: 0, turn: 0, now: 0, shown: 0, positions, remembered: null };
}

export function emptyWorld(): World {
  return createWorld(watchShards, 0);
}

/** Folds what was read, at this instant, and moves the keeper on. */
export async function foldEvidence(
  streams: Streams,
  keeper: Keeper,
  evidence: Evidence,
  at: { readonly now: number; readonly shown: number },
): Promise<TurnEffects> {
  const resolved = await resolveInputs(streams, keeper.world.desk.findings, evidence.inputs, at.now);
  const effects = foldTurn(keeper.world, { ...resolved, entries: evidence.beats, now: at.now, shown: at.shown });
  keeper.positions = evidence.to;
  keeper.now = at.now;
  return effects;
}

/** Folds a committed turn again: with its recorded instants and the very evidence it was made of. */
export async function foldRecorded(
  streams: Streams,
  keeper: Keeper,
  turn: Turn,
): Promise<'same' | 'different' | 'lost'> {
  if (keeper.remembered) return rememberTurn(keeper, turn, keeper.remembered);
  const evidence = await streams.evidence.range(turn.from, turn.to);
  const effects = await foldEvidence(streams, keeper, { ...evidence, to: turn.to }, turn);
  keeper.turn = turn.turn;
  keeper.epoch = turn.epoch;
  keeper.shown = turn.shown;
  if (evidence.lost) return 'lost';
  return effects.changes.length === turn.changes.length ? 'same' : 'different';
}

/** A world that will begin anew takes from a turn only what it concluded. */
function rememberTurn(keeper: Keeper, turn: Turn, remembered: Map<string, Status>): 'same' {
  for (const { id, status } of turn.statuses) remembered.set(id, status);
  Object.assign(keeper, { turn: turn.turn, epoch: turn.epoch, now: turn.now, shown: turn.shown, positions: turn.to });
  return 'same';
}
