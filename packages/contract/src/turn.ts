import { z } from 'zod';
import { announcementSchema } from './announcement.ts';
import { boardNewsSchema, findingSchema } from './board.ts';
import { overrideSchema } from './calendar.ts';
import { idSchema, instantSchema, positionSchema } from './ids.ts';
import { intentionSchema, outcomeSchema } from './command.ts';
import { incidentSchema } from './incident.ts';
import { maxMinutesPerTurn, metricMinuteSchema } from './learned.ts';
import { changeSchema, statusSchema } from './status.ts';
import { waiverSchema } from './waiver.ts';

/** So many days may be other than their calendars say. */
export const maxOverrides = 500;

/** How far the engine has read each of its input streams. */
export const positionsSchema = z.object({ beats: positionSchema, inputs: positionSchema });
export type Positions = z.infer<typeof positionsSchema>;

export const blindTimeSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  cause: z.enum(['engine-away', 'evidence-lost', 'restored-from-history']),
});
export type BlindTime = z.infer<typeof blindTimeSchema>;

/** One committed step of judgement. What is not in a committed turn never happened. */
export const turnSchema = z.object({
  epoch: z.int(),
  shard: z.string(),
  turn: z.int(),
  fence: z.int(),
  /** The instant at which the fold judged. Recovery folds with this, never with its own clock. */
  now: instantSchema,
  /** Desk time at which it was published. */
  shown: instantSchema,
  from: positionsSchema,
  to: positionsSchema,
  changes: z.array(changeSchema),
  statuses: z.array(z.object({ id: idSchema, status: statusSchema })),
  /** The layout's version, when this turn changed which components there are. */
  layout: z.string().optional(),
  news: boardNewsSchema,
  announcements: z.array(announcementSchema).optional(),
  blind: blindTimeSchema.optional(),
  /** Minutes of metrics that are over: what baselines are learned from. */
  minutes: z.array(metricMinuteSchema).max(maxMinutesPerTurn).optional(),
  /** Days that somebody said are other than their calendars say, as they came into force. */
  overrides: z.array(overrideSchema).max(maxOverrides).optional(),
  /** All that are in force, when this turn changed them: whoever reads calendars lays these over those of the desk. */
  overridesInForce: z.array(overrideSchema).max(maxOverrides).optional(),
  /** Incidents that this turn changed, whole. */
  incidents: z.array(incidentSchema).optional(),
  /** Mutes and plans that this turn changed, whole. */
  waivers: z.array(waiverSchema).optional(),
  /** What became of the commands that this turn took. */
  outcomes: z.array(outcomeSchema).optional(),
});
export type Turn = z.infer<typeof turnSchema>;

/** What the leading engine tells once a second, apart from turns: how old everything is, and the figures. */
export const enginePulseSchema = z.object({
  epoch: z.int(),
  revision: z.int(),
  layout: z.string(),
  at: instantSchema,
  shown: instantSchema,
  lastBeats: z.array(instantSchema.nullable()),
  limits: z.array(z.number()),
  figures: z.array(z.number().nullable()).optional(),
  collectors: z.array(z.object({ id: idSchema, ageMs: z.number(), blind: z.boolean() })),
  historyBehind: z.int(),
});
export type EnginePulse = z.infer<typeof enginePulseSchema>;

/** What reaches the fold besides beats. */
export const inputSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inventory'), version: z.string() }),
  /** A world that begins anew is told what stood on the board, so that nothing that was down is green before it has earned it. */
  z.object({
    type: z.literal('remembered'),
    statuses: z.array(z.object({ id: idSchema, status: statusSchema })).max(500),
  }),
  /** Which incidents there were, told before what stood on the board. */
  z.object({ type: z.literal('incidents'), incidents: z.array(incidentSchema).max(50), nextNumber: z.int() }),
  /** Which mutes and plans are in force or still to come; before the incidents. */
  z.object({ type: z.literal('waivers'), waivers: z.array(waiverSchema).max(50), nextNumber: z.int() }),
  z.object({ type: z.literal('finding'), code: findingSchema.shape.code, text: z.string().nullable() }),
  /** Somebody at a screen said that a day is other than its calendar says. */
  z.object({ type: z.literal('override'), override: overrideSchema }),
  z.object({ type: z.literal('learned'), version: z.string() }),
  /** What a person wants done, or a machine has said, once. */
  z.object({ type: z.literal('command'), command: intentionSchema }),
]);
export type Input = z.infer<typeof inputSchema>;
