import { z } from 'zod';
import { calendarIdSchema, clockSchema, dateSchema, phaseSpanSchema, provenanceSchema } from './calendar.ts';
import { durationSchema } from './duration.ts';
import { idSchema } from './ids.ts';

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export const weekdaySchema = z.enum(weekdays);
const textSchema = z.string().min(1).max(500);
/** "08:00-16:30": not after its beginning means that it began on the evening before. */
export const hoursSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must be hours such as "08:00-16:30"');

/** A date, or every trading day from one to another. */
const dateOrRangeSchema = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/, 'must be a date "2026-12-24" or a range "2026-01-02..2026-02-27"');
const whenSchema = z.union([weekdaySchema, dateOrRangeSchema]);

const sessionEntrySchema = z.strictObject({
  before: durationSchema.optional(),
  after: durationSchema.optional(),
  resets: z
    .array(z.strictObject({ days: z.array(weekdaySchema).min(1).max(7), hours: hoursSchema }))
    .max(14)
    .default([]),
});

const phaseEntrySchema = z.strictObject({
  phase: phaseSpanSchema.shape.phase,
  hours: hoursSchema,
  on: phaseSpanSchema.shape.on.default('full'),
  source: idSchema,
});

export const calendarEntrySchema = z.strictObject({
  name: textSchema,
  timeZone: textSchema,
  tradingDays: z.array(weekdaySchema).min(1).max(7),
  hours: hoursSchema,
  breaks: z.array(hoursSchema).max(4).default([]),
  /** A key of `sources`. */
  source: idSchema,
  coveredFrom: dateSchema,
  coveredUntil: dateSchema,
  closures: z.array(dateOrRangeSchema).max(400).default([]),
  /** By clock, the days that close at it instead: a date says more than a range, and a range more than a weekday. */
  closesAt: z.record(clockSchema, z.array(whenSchema).max(400)).default({}),
  opensAt: z.record(clockSchema, z.array(whenSchema).max(400)).default({}),
  phases: z.array(phaseEntrySchema).max(16).default([]),
  session: sessionEntrySchema.optional(),
  note: textSchema.optional(),
});
export type CalendarEntry = z.infer<typeof calendarEntrySchema>;

/** Another venue that keeps the same days and hours. Its phases are its own: they are told here or unknown. */
export const sameAsSchema = z.strictObject({
  name: textSchema,
  sameAs: calendarIdSchema,
  source: idSchema,
  phases: z.array(phaseEntrySchema).max(16).default([]),
  session: sessionEntrySchema.optional(),
  note: textSchema.optional(),
});
export type SameAsEntry = z.infer<typeof sameAsSchema>;

/** The calendars that desks choose from: facts with their sources, and our own choice of when to connect. */
export const calendarFileSchema = z.strictObject({
  sources: z.record(idSchema, z.strictObject({ ...provenanceSchema.shape, note: textSchema.optional() })),
  /** When we connect before an open and leave after a close, unless a calendar says otherwise. */
  session: z.strictObject({ before: durationSchema, after: durationSchema }),
  /** Business hours of sites have no end of their own: what is told of them. */
  sites: z.strictObject({ coveredFrom: dateSchema, coveredUntil: dateSchema }),
  calendars: z.record(calendarIdSchema, calendarEntrySchema),
  aliases: z.record(calendarIdSchema, sameAsSchema).default({}),
});
export type CalendarFile = z.infer<typeof calendarFileSchema>;
