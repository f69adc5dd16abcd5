import { z } from 'zod';
import { boardNewsSchema, boardSchema } from './board.ts';
import { idSchema, instantSchema } from './ids.ts';
import { screenToldSchema, type ScreenTold } from './screen.ts';
import { statusSchema } from './status.ts';

/** Everything, once: at the start and after any gap. On the wire it is one gzip buffer, encoded once for all who ask. */
export const snapshotSchema = boardSchema.extend({
  wire: z.int(),
  build: z.string(),
  sentAt: instantSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What changed from one revision to another. An empty one still advances. `from` not being mine asks for a snapshot. */
export const frameSchema = boardNewsSchema.extend({
  epoch: z.int(),
  from: z.int(),
  to: z.int(),
  at: instantSchema,
  /** Desk time at the relay when it was made: the age of a played-back backlog shows itself by this. */
  sentAt: instantSchema,
  statuses: z.array(z.tuple([z.int(), statusSchema])),
  figures: z.array(z.number().nullable()).optional(),
});
export type Frame = z.infer<typeof frameSchema>;

/** Heads the freshness bytes: one byte a component in layout order, its age in tenths of its own limit, 255 = older or never. */
export const freshnessSchema = z.object({
  epoch: z.int(),
  layout: z.string(),
  at: instantSchema,
  sentAt: instantSchema,
  /** Only when a limit changed since the last one this room was sent. */
  limits: z.array(z.number()).optional(),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/** Once a second: how old each hop is, in milliseconds, by desk time. */
export const pulseSchema = z.object({
  epoch: z.int(),
  revision: z.int(),
  sentAt: instantSchema,
  /** The newest committed turn this relay knows; a screen is blind when that is 3 s old. */
  judgedAt: instantSchema,
  hops: z.object({
    collectors: z.array(z.object({ id: idSchema, ageMs: z.number(), blind: z.boolean() })),
    redisMs: z.number().nullable(),
    engineMs: z.number(),
    relayMs: z.number(),
  }),
  historyBehind: z.int(),
});
export type Pulse = z.infer<typeof pulseSchema>;

/** The screen speaks another wire version: it says "updating" and reloads. */
export const outdatedSchema = z.object({ wire: z.int(), build: z.string() });
export type Outdated = z.infer<typeof outdatedSchema>;

/** Relay to screen, one union for the whole direction. */
export const downSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), body: snapshotSchema }),
  z.object({ type: z.literal('frame'), body: frameSchema }),
  z.object({ type: z.literal('freshness'), body: freshnessSchema }),
  z.object({ type: z.literal('pulse'), body: pulseSchema }),
  z.object({ type: z.literal('screen'), body: screenToldSchema }),
  z.object({ type: z.literal('outdated'), body: outdatedSchema }),
]);
export type Down = z.infer<typeof downSchema>;

/** Socket.IO's map of the same. Binary parts arrive as ArrayBuffer in a browser and as Buffer in Node. */
export interface DownEvents {
  snapshot: (gzip: ArrayBuffer) => void;
  frame: (frame: Frame) => void;
  freshness: (head: Freshness, tenths: ArrayBuffer) => void;
  pulse: (pulse: Pulse) => void;
  /** To a registered screen alone. */
  screen: (told: ScreenTold) => void;
  outdated: (message: Outdated) => void;
}

export const freshnessNever = 255;
/** A screen or relay whose newest committed turn is older than this is blind, whatever it shows. */
export const blindAfterMs = 3000;
