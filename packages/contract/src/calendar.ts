import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';

/** What a market does at an instant. `unknown` lies outside what its source covers: nothing is guessed there. */
export const phases = ['pre-open', 'auction', 'open', 'break', 'post', 'closed', 'unknown'] as const;
export const phaseSchema = z.enum(phases);
export type Phase = z.infer<typeof phaseSchema>;

/** A clock of the venue: minutes do for every venue there is. */
export const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a clock such as "08:30"');
export const dateSchema = z.iso.date();
const spanSchema = z.tuple([clockSchema, clockSchema]);
export const weekMaskSchema = z.string().regex(/^[01]{7}$/, 'must be seven letters from Monday, such as "1111100"');

/** Where a row comes from, and as of when: a calendar can be wrong, so nobody has to guess whom to ask. */
export const provenanceSchema = z.strictObject({
  source: z.string().min(1).max(500),
  /** A day, or the month where its source tells no more. */
  asOf: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/, 'must be a date such as "2026-07-01" or a month such as "2026-07"'),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** Phases beyond open, break and close are entered only with a source. Times are clocks of the venue. */
export const phaseSpanSchema = z.strictObject({
  phase: z.enum(['pre-open', 'auction', 'open', 'post']),
  from: clockSchema,
  to: clockSchema,
  /** On days that close as usual, or on those that close early: what follows the close of one says nothing about the other. */
  on: z.enum(['full', 'half']),
  ...provenanceSchema.shape,
});
export type PhaseSpan = z.infer<typeof phaseSpanSchema>;

/** A day that is other than its calendar says, with who said so and why. A clock on a day without trading opens it. */
export const overrideSchema = z
  .strictObject({
    calendar: z.string().max(80),
    date: dateSchema,
    closed: z.boolean().optional(),
    open: clockSchema.optional(),
    close: clockSchema.optional(),
    author: z.string().min(1).max(120),
    reason: z.string().min(1).max(500),
  })
  .refine(({ closed, open, close }) => closed !== undefined || open !== undefined || close !== undefined, {
    message: 'must say "closed", "open" or "close"',
  })
  .refine(({ closed, open, close }) => closed !== true || (open === undefined && close === undefined), {
    message: 'is closed and has hours: only one can be meant',
  });
export type CalendarOverride = z.infer<typeof overrideSchema>;

/** When we connect and log on: our own choice, so it is configuration and no fact about the venue. A break never closes a session. */
export const sessionPlanSchema = z.strictObject({
  before: z.number().min(0),
  after: z.number().min(0),
  /** Scheduled resets of sequence numbers and connections, in clocks of the venue, by weekday 1 (Monday) to 7. */
  resets: z.array(z.strictObject({ days: z.array(z.int().min(1).max(7)), from: clockSchema, to: clockSchema })).max(14),
});

export type SessionPlan = z.infer<typeof sessionPlanSchema>;

/** One calendar as the fold uses it: everything in clocks of its zone, and the zone's own changes beside it, so that no clock data of a machine decides. */
export const calendarSchema = z.object({
  /** The venue, or venue/segment. */
  id: z.string().max(80),
  venue: z.string().nullable(),
  timeZone: z.string(),
  /** Seven letters from Monday: 1 trades, 0 does not. */
  tradingDays: weekMaskSchema,
  open: clockSchema,
  /** Not after `open`: the session began on the evening before its day. */
  close: clockSchema,
  breaks: z.array(spanSchema),
  closures: z.array(dateSchema),
  /** What closes at another clock than usual: earlier, but for the venues whose summer has longer days. */
  earlyCloses: z.record(dateSchema, clockSchema),
  lateOpens: z.record(dateSchema, clockSchema),
  phases: z.array(phaseSpanSchema),
  session: sessionPlanSchema,
  overrides: z.array(overrideSchema),
  coveredFrom: dateSchema,
  coveredUntil: dateSchema,
  provenance: provenanceSchema,
  note: z.string().nullable(),
  /** Instants from which the zone is so many minutes ahead of UTC; the first begins before all that is covered. */
  offsets: z.array(z.tuple([z.int(), z.int()])).min(1),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** Where a market stands, for those who only show it. */
export const marketStateSchema = z.object({
  calendar: z.string(),
  phase: phaseSchema,
  since: instantSchema.nullable(),
  next: z.object({ at: instantSchema, phase: phaseSchema }).nullable(),
});
export type MarketState = z.infer<typeof marketStateSchema>;

export const calendarEndsWithinDays = 60;
export const calendarIdSchema = z.union([idSchema, z.string().regex(/^[A-Z0-9]{4}\/[A-Za-z0-9._-]{1,60}$/)]);
