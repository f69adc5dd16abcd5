import { z } from 'zod';
import { heardBeatSchema, heardOccurrenceSchema, portNameSchema } from './beat.ts';
import { idSchema, instantSchema } from './ids.ts';

export const maxBeatsPerEntry = 500;
export const maxMillisecondsPerEntry = 20;
/** Silence is evidence too: an entry leaves at least this often, with or without beats. */
export const watermarkEveryMs = 100;

/** "I heard everything there was to hear from `from` until `until`, except for `paused` ms of it." */
export const coverageSchema = z.object({
  from: instantSchema,
  until: instantSchema,
  paused: z.number().min(0),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** What a collector appends to the beat stream. `(collector, epoch, n)` names it: told twice, it counts once. */
export const entrySchema = z.object({
  collector: idSchema,
  epoch: z.string().min(1).max(64),
  n: z.int().min(1),
  covers: coverageSchema,
  /** When each port last heard its own canary: a port without one is blind however many watermarks arrive. */
  canary: z.partialRecord(portNameSchema, instantSchema),
  /** Came out of the spool: original instants, told late. */
  late: z.boolean(),
  beats: z.array(heardBeatSchema).max(maxBeatsPerEntry),
  occurrences: z.array(heardOccurrenceSchema).max(maxBeatsPerEntry),
});
export type Entry = z.infer<typeof entrySchema>;
