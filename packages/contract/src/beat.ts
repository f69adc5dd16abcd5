import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { idSchema, instantSchema } from './ids.ts';

export const beatStatuses = ['ok', 'degraded', 'down', 'closing'] as const;

/** A source says when something was either as milliseconds or as an ISO 8601 text with its zone. */
export const sourceTimeSchema = z.union([
  instantSchema,
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

const nameSchema = z.string().min(1).max(64);
export const maxMetrics = 32;

/** One piece of evidence about a component, as a sender writes it. Everything but the component is optional. */
export const beatSchema = z.strictObject({
  component: idSchema,
  /** Who found this out, when it was not the component itself. */
  probe: idSchema.optional(),
  at: sourceTimeSchema.optional(),
  epoch: z.union([z.string().min(1).max(64), z.int().transform(String)]).optional(),
  seq: z.int().min(0).optional(),
  status: z.enum(beatStatuses).default('ok'),
  every: durationSchema.optional(),
  backBy: sourceTimeSchema.optional(),
  metrics: z
    .record(nameSchema, z.number())
    .refine((metrics) => Object.keys(metrics).length <= maxMetrics, `at most ${maxMetrics} metrics a beat`)
    .optional(),
  labels: z
    .record(nameSchema, z.string().max(200))
    .refine((labels) => Object.keys(labels).length <= maxMetrics, `at most ${maxMetrics} labels a beat`)
    .optional(),
  message: z.string().max(500).optional(),
});
export type Beat = z.infer<typeof beatSchema>;
/** What a sender may write, before defaults and durations are resolved. */
export type BeatInput = z.input<typeof beatSchema>;

/** Something that was due happened: a start-of-day message, a logon, an acknowledged clearing file. */
export const occurrenceSchema = z.strictObject({
  component: idSchema,
  event: idSchema,
  at: sourceTimeSchema.optional(),
  detail: z.string().max(500).optional(),
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

/** The ways into a collector. Each is a path of its own, with its own canary. */
export const portNames = ['http', 'udp'] as const;
export const portNameSchema = z.enum(portNames);
export type PortName = z.infer<typeof portNameSchema>;

/** A beat once a collector has heard it: stamped with desk time, port and sender. */
export const heardBeatSchema = beatSchema.extend({
  heard: instantSchema,
  port: portNameSchema,
  sender: idSchema,
  every: z.number().positive().optional(),
  at: instantSchema.optional(),
  backBy: instantSchema.optional(),
  epoch: z.string().optional(),
});
export type HeardBeat = z.infer<typeof heardBeatSchema>;

export const heardOccurrenceSchema = occurrenceSchema.extend({
  heard: instantSchema,
  sender: idSchema,
  at: instantSchema.optional(),
});
export type HeardOccurrence = z.infer<typeof heardOccurrenceSchema>;
