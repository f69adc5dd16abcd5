import type { Finding, Input, Inventory, Positions, Turn } from '@yagura/contract';
import { createWorld, foldTurn, restoreWorld, type Remembered, type TurnEffects, type World } from '@yagura/domain';
import type { Evidence, Streams } from '@yagura/streams';

/** The world and where it stands: what a leader leads and a standby follows. */
export interface Keeper {
  world: World;
  epoch: number;
  turn: number;
  now: number;
  shown: number;
  positions: Positions;
}

export const watchShards = 1;

/** The world of the newest snapshot; an empty one where nothing was ever judged. */
export async function recoverKeeper(streams: Streams): Promise<Keeper> {
  const meta = await streams.snapshots.meta();
  if (!meta) return emptyKeeper(await streams.evidence.start());
  const [memory, components, board] = await Promise.all([
    streams.snapshots.part(meta, 'memory'),
    streams.snapshots.part(meta, 'components'),
    streams.snapshots.part(meta, 'board'),
  ]);
  const heads = memory.map((text) => JSON.parse(text) as Pick<Remembered, 'watches' | 'desk'>);
  const head = heads[0];
  if (!head) throw new Error(`the snapshot of turn ${meta.turn} has no memory part`);
  const inventory = head.desk.inventory ? await streams.desk.inventory(head.desk.inventory) : null;
  const world = restoreWorld({
    ...head,
    inventory,
    components: components.flatMap((text) => JSON.parse(text) as Remembered['components']),
    rows: board.slice(1).flatMap((text) => JSON.parse(text) as Remembered['rows']),
  });
  return { world, epoch: meta.epoch, turn: meta.turn, now: meta.now, shown: meta.now, positions: meta.to };
}

export function emptyKeeper(positions: Positions): Keeper {
  return { world: createWorld(watchShards, 0), epoch: 0, turn: 0, now: 0, shown: 0, positions };
}

/** Inputs as the fold wants them: the newest desk that can be had, and findings said or taken back. */
export async function resolveInputs(
  streams: Streams,
  keeper: Keeper,
  inputs: readonly Input[],
  now: number,
): Promise<{ inventory: Inventory | null; findings: readonly Finding[] | null }> {
  let inventory: Inventory | null = null;
  for (const input of inputs)
    if (input.type === 'inventory') inventory = (await streams.desk.inventory(input.version)) ?? inventory;
  return { inventory, findings: findingsAfter(keeper.world.desk.findings, inputs, now) };
}

export function findingsAfter(
  before: readonly Finding[],
  inputs: readonly Input[],
  now: number,
): readonly Finding[] | null {
  let findings: readonly Finding[] = before;
  for (const input of inputs) if (input.type === 'finding') findings = withFinding(findings, input, now);
  return findings === before ? null : findings;
}

function withFinding(
  findings: readonly Finding[],
  said: Extract<Input, { type: 'finding' }>,
  now: number,
): readonly Finding[] {
  const { code, text } = said;
  const known = findings.find((finding) => finding.code === code);
  if (known === undefined && text === null) return findings;
  const others = findings.filter((finding) => finding.code !== code);
  return text === null ? others : [...others, { code, text, since: known?.since ?? now }];
}

/** Folds what was read, at this instant, and moves the keeper on. */
export async function foldEvidence(
  streams: Streams,
  keeper: Keeper,
  evidence: Evidence,
  at: { readonly now: number; readonly shown: number },
): Promise<TurnEffects> {
  const resolved = await resolveInputs(streams, keeper, evidence.inputs, at.now);
  const effects = foldTurn(keeper.world, { ...resolved, entries: evidence.beats, ...at });
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
  const evidence = await streams.evidence.range(turn.from, turn.to);
  const effects = await foldEvidence(streams, keeper, { ...evidence, to: turn.to }, turn);
  keeper.turn = turn.turn;
  keeper.epoch = turn.epoch;
  keeper.shown = turn.shown;
  if (evidence.lost) return 'lost';
  return effects.changes.length === turn.changes.length ? 'same' : 'different';
}
