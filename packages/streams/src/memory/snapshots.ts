import type { SnapshotStore } from '../ports.ts';
import { decodeMeta, requireChunks, sameSnapshot } from '../snapshot-store.ts';
import type { Operator } from './operate.ts';

export function memorySnapshotStore(operator: Operator): SnapshotStore {
  return {
    async write(fence, meta, chunks) {
      const already = await operator.run('snapshots.write', ({ facts }) =>
        sameSnapshot(facts.snapshot?.meta ?? null, meta),
      );
      const written: string[] = [];
      for await (const chunk of already ? [] : chunks) {
        if (!(await operator.run('snapshots.write', ({ facts }) => facts.fence === fence))) return false;
        written.push(chunk);
      }
      return operator.run('snapshots.write', ({ facts }) => {
        if (facts.fence !== fence) return false;
        if (already) return true;
        facts.snapshotBefore = facts.snapshot;
        facts.snapshot = { meta: decodeMeta(JSON.stringify(meta)) ?? meta, chunks: written };
        return true;
      });
    },
    meta: () => operator.run('snapshots.meta', ({ facts }) => facts.snapshot?.meta ?? null),
    part: (meta, name) =>
      operator.run('snapshots.part', ({ facts }) => {
        const held = [facts.snapshot, facts.snapshotBefore].find((kept) => sameSnapshot(kept?.meta ?? null, meta));
        const [from, to] = meta.parts[name] ?? [0, 0];
        const chunks = Array.from({ length: to - from }, (_, n) => held?.chunks[from + n]);
        return requireChunks(chunks, name);
      }),
  };
}
