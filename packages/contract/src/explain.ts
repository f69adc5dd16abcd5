import { z } from 'zod';
import { alarmSchema, boardComponentSchema } from './board.ts';
import { clockSchema, dateSchema, marketStateSchema } from './calendar.ts';
import { serviceSchema } from './desk-file.ts';
import { idSchema, instantSchema } from './ids.ts';
import { gateSchema } from './rule.ts';
import { healthSchema, statusSchema } from './status.ts';

/** What whoever sees a rule fire needs to know of it. */
export const ruleBriefSchema = z.object({
  id: idSchema,
  cause: z.string().nullable(),
  consequence: z.string().nullable(),
  action: z.string().nullable(),
  respondWithinMs: z.number().nullable(),
  source: z.string().nullable(),
});
export type RuleBrief = z.infer<typeof ruleBriefSchema>;

/** One reason with everything that belongs to it. */
export const becauseSchema = z.object({
  code: z.string(),
  text: z.string(),
  rule: ruleBriefSchema.nullable(),
  value: z.string().nullable(),
  limit: z.string().nullable(),
  since: instantSchema,
  clears: z.string(),
});
export type Because = z.infer<typeof becauseSchema>;

/** A rule that applies to the component, whether or not it says something now. */
export const appliedRuleSchema = ruleBriefSchema.extend({
  type: z.string(),
  gate: gateSchema,
  /** Its limits as people read them. */
  words: z.object({
    subject: z.string(),
    note: z.string().nullable(),
    degraded: z.string().nullable(),
    down: z.string().nullable(),
    clears: z.string().nullable(),
    when: z.string(),
  }),
  /** Why it is not asked now; null while it is. */
  asleep: z.string().nullable(),
});
export type AppliedRule = z.infer<typeof appliedRuleSchema>;

/** Where one calendar stands, as far as it is known. */
export const calendarStandingSchema = z.object({
  id: z.string(),
  timeZone: z.string(),
  market: marketStateSchema,
  session: z.object({
    state: z.enum(['open', 'closed', 'unknown']),
    since: instantSchema.nullable(),
    until: instantSchema.nullable(),
  }),
  /** The day and the clock at its venue: what an override of today is about. */
  today: z.object({ date: dateSchema, clock: clockSchema, trades: z.boolean() }),
  coveredUntil: dateSchema,
  text: z.string(),
});
export type CalendarStanding = z.infer<typeof calendarStandingSchema>;

export const pastChangeSchema = z.object({
  at: instantSchema,
  from: healthSchema.nullable(),
  to: healthSchema.nullable(),
  text: z.string(),
});
export type PastChange = z.infer<typeof pastChangeSchema>;

/** Everything that is known about why a component stands where it stands. */
export const explainAnswerSchema = z.object({
  component: boardComponentSchema.pick({
    id: true,
    name: true,
    kind: true,
    layer: true,
    site: true,
    venue: true,
    tier: true,
    environment: true,
    owner: true,
    runbook: true,
    unregistered: true,
  }),
  services: z.array(serviceSchema),
  /** Desk time up to which the desk has judged. */
  at: instantSchema,
  /** Desk time at which this was said. */
  saidAt: instantSchema,
  /** False when this relay's newest committed turn is older than 3 s: then the status below is not `ok`. */
  live: z.boolean(),
  status: statusSchema,
  because: z.array(becauseSchema),
  /** What would make it well, in one sentence; null while it is well. */
  clears: z.string().nullable(),
  /** null: the desk that this relay knows is no longer kept, so its rules and calendars are not known here. */
  rules: z.array(appliedRuleSchema).nullable(),
  calendars: z
    .object({ follows: calendarStandingSchema.nullable(), runs: calendarStandingSchema.nullable() })
    .nullable(),
  group: alarmSchema.nullable(),
  /** The newest ten, newest first; or why there are none to show. */
  lastChanges: z.union([z.object({ changes: z.array(pastChangeSchema) }), z.object({ absent: z.string() })]),
  evidence: z.object({
    lastBeatAt: instantSchema.nullable(),
    ageMs: z.number().nullable(),
    limitMs: z.number(),
    text: z.string(),
  }),
});
export type ExplainAnswer = z.infer<typeof explainAnswerSchema>;
export const lastChangesExplained = 10;

export const overrideAnswerSchema = z.object({ recorded: z.literal(true) });
