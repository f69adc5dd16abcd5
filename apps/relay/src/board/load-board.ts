import {
  alarmRateSchema,
  alarmSchema,
  collectorStateSchema,
  findingSchema,
  incidentBriefSchema,
  waiverBriefSchema,
  instantSchema,
  openingSchema,
  overrideSchema,
  statusSchema,
  stripEntrySchema,
  idSchema,
  type Board,
} from '@yagura/contract';
import type { SnapshotMeta, Streams } from '@yagura/streams';
import { inventoryVersionOf } from '@yagura/domain';
import { z } from 'zod';
import { liveBoard, withLayout, type Desk, type LiveBoard } from './live-board.ts';
import { withMarkets } from './markets.ts';

const headSchema = z.object({
  alarms: z.array(alarmSchema),
  strip: z.array(stripEntrySchema),
  findings: z.array(findingSchema),
  collectors: z.array(collectorStateSchema),
  openings: z.array(openingSchema),
  rate: alarmRateSchema,
  incidents: z.array(incidentBriefSchema),
  waivers: z.array(waiverBriefSchema),
  overrides: z.array(overrideSchema),
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
  const [desk, [head, ...chunks]] = await Promise.all([
    loadDesk(streams, meta.layout),
    streams.snapshots.part(meta, 'board'),
  ]);
  if (!desk || head === undefined) return null;
  return assemble(meta, desk, head, chunks);
}

/** A layout and the inventory that it was made of; null without the layout. */
export async function loadDesk({ desk }: Pick<Streams, 'desk'>, layoutVersion: string): Promise<Desk | null> {
  const [layout, inventory] = await Promise.all([
    desk.layout(layoutVersion),
    desk.inventory(inventoryVersionOf(layoutVersion)),
  ]);
  return layout && { layout, inventory };
}

/** Rows are joined to the layout by id, so that a row missing in the snapshot is unseen and never another's. */
function assemble(meta: SnapshotMeta, desk: Desk, head: string, chunks: readonly string[]): LiveBoard {
  const rows = new Map(chunks.flatMap((chunk) => rowsSchema.parse(JSON.parse(chunk))).map((row) => [row.id, row]));
  const { layout } = desk;
  const { overrides, ...told } = headSchema.parse(JSON.parse(head));
  const present = layout.components.filter(({ id }) => rows.has(id));
  const board: Board = {
    ...told,
    epoch: meta.epoch,
    revision: meta.turn,
    at: meta.now,
    layout: { ...layout, components: present },
    statuses: [],
    lastBeats: [],
    limits: [],
    figures: [],
    markets: [],
  };
  for (const { id } of present) {
    const row = rows.get(id);
    if (!row) continue;
    board.statuses.push(row.status);
    board.lastBeats.push(row.lastBeatAt);
    board.limits.push(row.limitMs);
    board.figures.push(row.figure);
  }
  return withMarkets(withLayout(liveBoard(board, null, overrides), desk, meta.now));
}
