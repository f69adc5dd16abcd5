import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import { portNameSchema } from './beat.ts';

/** Ranked by attention, worst first. */
export const healths = ['down', 'no-sight', 'degraded', 'planned', 'closed', 'ok'] as const;
export const healthSchema = z.enum(healths);
export type Health = z.infer<typeof healthSchema>;

export const conditions = ['down', 'no-sight', 'degraded', 'ok'] as const;
export const conditionSchema = z.enum(conditions);
export type Condition = z.infer<typeof conditionSchema>;

export const expectationSchema = z.enum(['expected', 'quiet', 'planned']);
export type Expectation = z.infer<typeof expectationSchema>;

export const flags = [
  'slow',
  'recovering',
  'flapping',
  'grouped',
  'restarting',
  'disagreeing',
  'learning',
  'unregistered',
  'simulated',
  'late-evidence',
  'muted',
  'taken',
] as const;
export const flagSchema = z.enum(flags);
export type Flag = z.infer<typeof flagSchema>;

/** Why a status is what it is. A closed list: a new cause is a new member here, never a free text. */
export const reasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('heard') }),
  z.object({ code: z.literal('never-seen') }),
  z.object({ code: z.literal('silent'), lastBeatAt: instantSchema, limitMs: z.number() }),
  z.object({
    code: z.literal('uncovered'),
    lastBeatAt: instantSchema,
    limitMs: z.number(),
    collector: idSchema,
  }),
  /** Said by a relay or a screen of its own copy: what it was told is older than it may be. */
  z.object({ code: z.literal('expired'), since: instantSchema }),
  z.object({ code: z.literal('collector-lost'), collector: idSchema, lastHeardAt: instantSchema }),
  z.object({
    code: z.literal('port-blind'),
    collector: idSchema,
    port: portNameSchema,
    canaryAt: instantSchema,
  }),
  z.object({ code: z.literal('site-dark'), site: idSchema }),
  z.object({
    code: z.literal('says'),
    status: z.enum(['degraded', 'down']),
    message: z.string().optional(),
  }),
  z.object({
    code: z.literal('recovering'),
    from: z.enum(['degraded', 'down']),
    good: z.int(),
    need: z.int(),
    remainingMs: z.number(),
  }),
  z.object({ code: z.literal('restarting'), epochs: z.int(), withinMs: z.number() }),
  z.object({ code: z.literal('clock'), offsetMs: z.number(), limitMs: z.number() }),
  z.object({ code: z.literal('announced-restart'), until: instantSchema }),
  /** A plan that was approved covers it now. */
  z.object({ code: z.literal('planned-work'), plan: z.string(), until: instantSchema }),
  /** Its session is closed by its calendar and it does what it should then. */
  z.object({ code: z.literal('session-closed'), calendar: z.string(), opensAt: instantSchema.nullable() }),
  /** It need not run now. */
  z.object({ code: z.literal('quiet'), calendar: z.string(), until: instantSchema.nullable() }),
  z.object({ code: z.literal('alive-when-quiet'), calendar: z.string(), until: instantSchema.nullable() }),
  /** A rule of numbers: what it measured against which limit, and what would clear it. */
  z.object({
    code: z.literal('rule'),
    rule: idSchema,
    says: z.enum(['degraded', 'down']),
    subject: z.string(),
    value: z.number(),
    limit: z.string(),
    since: instantSchema,
    clears: z.string(),
  }),
  /** A label that does not say one of its good words. */
  z.object({
    code: z.literal('state'),
    rule: idSchema,
    says: z.enum(['degraded', 'down']),
    label: z.string(),
    value: z.string().nullable(),
    good: z.array(z.string()),
    since: instantSchema,
  }),
  /** Something was due and has not been seen. `note` is told and changes no health. */
  z.object({
    code: z.literal('missed'),
    rule: idSchema,
    says: z.enum(['note', 'degraded', 'down']),
    subject: z.string(),
    dueAt: instantSchema,
    /** When its present stage began. */
    since: instantSchema,
    calendar: z.string(),
  }),
  z.object({
    code: z.literal('will-be-late'),
    rule: idSchema,
    subject: z.string(),
    dueAt: instantSchema,
    expectedAt: instantSchema,
  }),
  z.object({
    code: z.literal('unwanted'),
    rule: idSchema,
    says: z.enum(['degraded', 'down']),
    event: idSchema,
    at: instantSchema,
    until: instantSchema,
  }),
  z.object({ code: z.literal('lost-beats'), lost: z.int(), withinMs: z.number() }),
  z.object({
    code: z.literal('flapping'),
    holds: conditionSchema,
    changes: z.int(),
    withinMs: z.number(),
    quietAt: instantSchema,
  }),
  /** Outside evidence and its own word do not agree. */
  z.object({
    code: z.literal('probe'),
    probe: idSchema,
    status: z.enum(['degraded', 'down']),
    message: z.string().optional(),
  }),
  z.object({ code: z.literal('self-silent'), lastBeatAt: instantSchema, limitMs: z.number(), probe: idSchema }),
  /** What only several members together show; said by the desk. */
  z.object({ code: z.literal('cluster'), cluster: idSchema, working: z.int(), need: z.int(), of: z.int() }),
  z.object({ code: z.literal('split-brain'), cluster: idSchema, active: z.array(idSchema) }),
  z.object({ code: z.literal('no-active'), cluster: idSchema }),
  z.object({
    code: z.literal('parity'),
    cluster: idSchema,
    label: z.string(),
    value: z.string().nullable(),
    others: z.string(),
  }),
]);
export type Reason = z.infer<typeof reasonSchema>;
export type ReasonCode = Reason['code'];

/** What the engine concludes of one component now. */
export const statusSchema = z.object({
  health: healthSchema,
  condition: conditionSchema,
  expectation: expectationSchema,
  /** When this health began to be true (for a silence: its deadline). */
  since: instantSchema,
  reasons: z.array(reasonSchema).min(1),
  /** The earliest instant at which this would change without new evidence; null when nothing but evidence changes it. */
  nextAt: instantSchema.nullable(),
  flags: z.array(flagSchema),
});
export type Status = z.infer<typeof statusSchema>;

/** One status to another. `at` is when it was true, `shown` when the desk said so. */
export const changeSchema = z.object({
  /** `epoch.turn.n`: unique for ever, so a change told twice is stored once. */
  id: z.string(),
  component: idSchema,
  at: instantSchema,
  shown: instantSchema,
  revision: z.int(),
  /** null: the component was not on the desk before. */
  from: healthSchema.nullable(),
  /** null: the component has left the desk. */
  to: healthSchema.nullable(),
  condition: conditionSchema,
  reasons: z.array(reasonSchema),
  /** Began and ended unseen: recorded, never announced. */
  late: z.boolean(),
});
export type Change = z.infer<typeof changeSchema>;
