import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { captureWorld, chunkCounts, chunksOf, type CapturedChunk } from '@yagura/domain';
import type { SnapshotMeta, Streams } from '@yagura/streams';
import type { Keeper } from '../keeper.ts';

export interface Taken {
  readonly turn: number;
  readonly to: SnapshotMeta['to'];
}

/** Writes the world as it is at this turn, slice by slice, while turns go on. False when we lead no longer. */
export async function writeSnapshot(streams: Streams, keeper: Keeper, fence: number): Promise<Taken | null> {
  const { epoch, turn, now, positions } = keeper;
  const captured = captureWorld(keeper.world, { epoch, turn, now });
  const layout = keeper.world.desk.layoutVersion;
  const meta: SnapshotMeta = { epoch, turn, now, to: positions, layout, parts: partsOf(chunkCounts(captured)) };
  const written = await streams.snapshots.write(fence, meta, paced(chunksOf(captured)));
  return written ? { turn, to: positions } : null;
}

function partsOf(counts: ReturnType<typeof chunkCounts>): SnapshotMeta['parts'] {
  const memory = [0, counts.memory] as const;
  const components = [memory[1], memory[1] + counts.components] as const;
  const learning = [components[1], components[1] + counts.learning] as const;
  return { memory, components, learning, board: [learning[1], learning[1] + counts.board] };
}

/** A turn of the loop between two slices, so that beats are never kept waiting for longer than one slice takes. */
async function* paced(chunks: Iterable<CapturedChunk>): AsyncGenerator<string> {
  for (const chunk of chunks) {
    yield chunk.text;
    await turnOfTheLoop();
  }
}
