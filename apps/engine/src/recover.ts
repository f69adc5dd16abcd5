import { restoreWorld, worldFormat, type Remembered } from '@yagura/domain';
import type { SnapshotMeta, Streams } from '@yagura/streams';
import { emptyKeeper, emptyWorld, type Keeper } from './keeper.ts';

type Memory = Pick<Remembered, 'watches' | 'desk'> & { readonly format?: number };

/** The world of the newest snapshot; an empty one where nothing was ever judged. */
export async function recoverKeeper(streams: Streams): Promise<Keeper> {
  const meta = await streams.snapshots.meta();
  const begins = await beginsBehind(streams, meta?.turn ?? 0);
  if (begins && (await streams.snapshots.meta())?.turn !== meta?.turn) return recoverKeeper(streams); // a newer one took its place
  if (!meta && begins) return { ...begins, world: emptyWorld(), remembered: new Map() };
  if (!meta) return emptyKeeper(await streams.evidence.start());
  const [memory, board] = await Promise.all([
    streams.snapshots.part(meta, 'memory'),
    streams.snapshots.part(meta, 'board'),
  ]);
  const rows = board.slice(1).flatMap((text) => JSON.parse(text) as Remembered['rows']);
  const place = { epoch: meta.epoch, turn: meta.turn, now: meta.now, shown: meta.now, positions: meta.to };
  const head = JSON.parse(memory[0] ?? '{}') as Memory;
  // Written by another version whose memory has another shape, or before an epoch that left none: only what stood on the board is common ground.
  if (begins || head.format !== worldFormat)
    return {
      ...(begins ?? place),
      world: emptyWorld(),
      remembered: new Map(rows.map((row) => [row.id, row.status])),
    };
  return { ...place, world: await restored(streams, meta, head, rows), remembered: null };
}

type Beginning = Pick<Keeper, 'epoch' | 'turn' | 'now' | 'shown' | 'positions'>;

/**
 * Where the journal begins, if that is not where the snapshot ends: whoever began that epoch died before its first snapshot.
 * Null where one goes on from the other.
 */
async function beginsBehind(streams: Streams, turn: number): Promise<Beginning | null> {
  const head = await streams.turns.head();
  const oldest = await streams.turns.oldest();
  if (head === null || head.turn <= turn || (oldest !== null && oldest <= turn + 1)) return null;
  const [first] = oldest === null ? [] : await streams.turns.after(oldest - 1, { limit: 1, blockMs: 100 });
  const { epoch, now } = first ?? head;
  return { epoch, turn: first ? first.turn - 1 : head.turn, now, shown: now, positions: first?.from ?? head.to };
}

async function restored(streams: Streams, meta: SnapshotMeta, head: Memory, rows: Remembered['rows']) {
  const components = await streams.snapshots.part(meta, 'components');
  const learning = await streams.snapshots.part(meta, 'learning');
  const version = head.watches[0]?.learned ?? null;
  const inventory = head.desk.inventory ? await streams.desk.inventory(head.desk.inventory) : null;
  return restoreWorld({
    ...head,
    inventory,
    learned: version === null ? null : await streams.desk.learned(version),
    learning: learning.flatMap((text) => JSON.parse(text) as Remembered['learning']),
    components: components.flatMap((text) => JSON.parse(text) as Remembered['components']),
    rows,
  });
}
