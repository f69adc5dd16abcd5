import { positionsSchema } from '@yagura/contract';
import { answerWithinMs, type Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { SnapshotMeta, SnapshotStore } from './ports.ts';
import { runScript, type Script } from './script.ts';

/** Every chunk is fenced: an engine that was deposed while it wrote must not mix its chunks into its successor's. */
export const putChunkScript: Script = {
  name: 'yaguraPutChunk',
  keys: 3,
  lua: `
    local fenceKey, listKey, chunkKey = KEYS[1], KEYS[2], KEYS[3]
    local fence, name, index, text = unpack(ARGV)
    if redis.call('GET', fenceKey) ~= fence then return 0 end
    redis.call('SET', chunkKey, text)
    redis.call('HSET', listKey, name, tonumber(index) + 1)
    return 1`,
};

/** The snapshot before stays too, for those who are in the middle of reading it; older and half-written ones go. */
export const pointSnapshotScript: Script = {
  name: 'yaguraPointSnapshot',
  keys: 4,
  lua: `
    local fenceKey, pointerKey, listKey, beforeKey = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
    local fence, name, meta, chunks = unpack(ARGV)
    if redis.call('GET', fenceKey) ~= fence then return 0 end
    local before = redis.call('GET', beforeKey)
    redis.call('SET', pointerKey, meta)
    redis.call('SET', beforeKey, name)
    redis.call('HSET', listKey, name, chunks)
    local listed = redis.call('HGETALL', listKey)
    for i = 1, #listed, 2 do
      if listed[i] ~= name and listed[i] ~= before then
        for n = 0, tonumber(listed[i + 1]) - 1 do
          redis.call('UNLINK', pointerKey .. ':' .. listed[i] .. ':' .. string.format('%.0f', n))
        end
        redis.call('HDEL', listKey, listed[i])
      end
    end
    return 1`,
};

/** Two epochs may meet at the same turn, so the turn alone does not name a snapshot. */
function snapshotName(meta: Pick<SnapshotMeta, 'epoch' | 'turn'>): string {
  return `${meta.epoch}.${meta.turn}`;
}

export function sameSnapshot(a: SnapshotMeta | null, b: SnapshotMeta): boolean {
  return a !== null && snapshotName(a) === snapshotName(b);
}

function isParts(value: unknown): value is SnapshotMeta['parts'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((range) => Array.isArray(range) && range.every(Number.isInteger));
}

export function decodeMeta(text: string | null): SnapshotMeta | null {
  if (text === null) return null;
  const { epoch, turn, now, to, layout, parts } = JSON.parse(text) as Record<string, unknown>;
  const positions = positionsSchema.safeParse(to);
  if (typeof epoch !== 'number' || typeof turn !== 'number' || typeof now !== 'number') return null;
  if (typeof layout !== 'string' || !positions.success || !isParts(parts)) return null;
  return { epoch, turn, now, to: positions.data, layout, parts };
}

/** Chunks of one part are fetched so many at a time, to keep each answer small. */
const chunksPerFetch = 16;

export function requireChunks(chunks: readonly (string | null | undefined)[], name: string): string[] {
  return chunks.map((chunk) => {
    if (chunk == null) throw new Error(`part ${name} is gone: a newer snapshot took its place`);
    return chunk;
  });
}

async function readPart(connection: Connection, keys: Keys, meta: SnapshotMeta, name: string): Promise<string[]> {
  const [from, to] = meta.parts[name] ?? [0, 0];
  const chunks: string[] = [];
  for (let first = from; first < to; first += chunksPerFetch) {
    const last = Math.min(to, first + chunksPerFetch);
    const places = Array.from(
      { length: last - first },
      (_, n) => `${keys.snapshot}:${snapshotName(meta)}:${first + n}`,
    );
    chunks.push(...requireChunks(await connection.run(answerWithinMs, (redis) => redis.mget(places)), name));
  }
  return chunks;
}

export function createSnapshotStore(connection: Connection, keys: Keys): SnapshotStore {
  async function putChunk(fence: number, name: string, index: number, text: string): Promise<boolean> {
    const places = [keys.fence, keys.snapshots, `${keys.snapshot}:${name}:${index}`];
    return (
      (await connection.run(answerWithinMs, (redis) =>
        runScript(redis, putChunkScript, places, [fence, name, index, text]),
      )) === 1
    );
  }

  async function readMeta(): Promise<SnapshotMeta | null> {
    return decodeMeta(await connection.run(answerWithinMs, (redis) => redis.get(keys.snapshot)));
  }

  return {
    async write(fence, meta, chunks) {
      const name = snapshotName(meta);
      // The same fold again: writing it anew could only disturb those who read it.
      const already = sameSnapshot(await readMeta(), meta);
      let index = 0;
      for await (const chunk of already ? [] : chunks) {
        if (!(await putChunk(fence, name, index, chunk))) return false;
        index += 1;
      }
      if (already) return (await connection.run(answerWithinMs, (redis) => redis.get(keys.fence))) === String(fence);
      const places = [keys.fence, keys.snapshot, keys.snapshots, keys.snapshotBefore];
      const parameters = [fence, name, JSON.stringify(meta), index];
      return (
        (await connection.run(answerWithinMs, (redis) => runScript(redis, pointSnapshotScript, places, parameters))) ===
        1
      );
    },
    meta: readMeta,
    part: (meta, name) => readPart(connection, keys, meta, name),
  };
}
