import {
  alarmSchema,
  collectorStateSchema,
  findingSchema,
  instantSchema,
  statusSchema,
  stripEntrySchema,
  idSchema,
  type Board,
  type Layout,
} from '@yagura/contract';
import type { SnapshotMeta, Streams } from '@yagura/streams';
import { z } from 'zod';
import { liveBoard, withLayout, type LiveBoard } from './live-board.ts';

const headSchema = z.object({
  alarms: z.array(alarmSchema),
  strip: z.array(stripEntrySchema),
  findings: z.array(findingSchema),
  collectors: z.array(collectorStateSchema),
});

const rowsSchema = z.array(
  z.object({
    id: idSchema,
    status: statusSchema,
    lastBeatAt: instantSchema.nullable(),
    limitMs: z.number(),
    figure: z.number().nullable(),
  }),
);

/** The board of the newest snapshot; null when there is none yet, or it was removed while it was read. */
export async function loadBoard(streams: Pick<Streams, 'snapshots' | 'desk'>): Promise<LiveBoard | null> {
  const meta = await streams.snapshots.meta();
  if (!meta) return null;
  const [layout, [head, ...chunks]] = await Promise.all([
    streams.desk.layout(meta.layout),
    streams.snapshots.part(meta, 'board'),
  ]);
  if (!layout || head === undefined) return null;
  return assemble(meta, layout, head, chunks);
}

/** Rows are joined to the layout by id, so that a row missing in the snapshot is unseen and never another's. */
function assemble(meta: SnapshotMeta, layout: Layout, head: string, chunks: readonly string[]): LiveBoard {
  const rows = new Map(chunks.flatMap((chunk) => rowsSchema.parse(JSON.parse(chunk))).map((row) => [row.id, row]));
  const present = layout.components.filter(({ id }) => rows.has(id));
  const board: Board = {
    ...headSchema.parse(JSON.parse(head)),
    epoch: meta.epoch,
    revision: meta.turn,
    at: meta.now,
    layout: { ...layout, components: present },
    statuses: [],
    lastBeats: [],
    limits: [],
    figures: [],
  };
  for (const { id } of present) {
    const row = rows.get(id);
    if (!row) continue;
    board.statuses.push(row.status);
    board.lastBeats.push(row.lastBeatAt);
    board.limits.push(row.limitMs);
    board.figures.push(row.figure);
  }
  return withLayout(liveBoard(board), layout, meta.now);
}
