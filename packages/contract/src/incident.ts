import { z } from 'zod';
import { prioritySchema, rootSchema } from './board.ts';
import { factSchema, maxFacts } from './fact.ts';
import { idSchema, instantSchema } from './ids.ts';
import { incidentStateSchema, ownerSchema } from './incident-brief.ts';
import { healthSchema } from './status.ts';
import { lineSchema } from './written.ts';

export const closeReasons = ['acted', 'self-cleared', 'false', 'not-actionable', 'duplicate', 'planned'] as const;
export const closeReasonSchema = z.enum(closeReasons);
export type CloseReason = z.infer<typeof closeReasonSchema>;

export const maxLogEntries = 200;
export const maxIncidentMembers = 100;

/** Where an incident comes from: something that is watched, a person who was told, or a machine that told it. */
export const incidentSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch'), group: z.string(), root: rootSchema }),
  z.object({ kind: z.literal('person'), what: lineSchema, where: lineSchema, toldBy: lineSchema }),
  z.object({
    kind: z.literal('sender'),
    sender: idSchema,
    /** What the sender calls the matter: what it says under the same name belongs to it. */
    key: lineSchema.nullable(),
    what: lineSchema,
    where: lineSchema,
    toldBy: lineSchema,
  }),
]);
export type IncidentSource = z.infer<typeof incidentSourceSchema>;

export const clockNames = ['take', 'update'] as const;
export type ClockName = (typeof clockNames)[number];

/** One stretch in which a clock ran. Never one date that is moved: what was late stays late. */
export const clockSegmentSchema = z.object({
  clock: z.enum(clockNames),
  from: instantSchema,
  dueAt: instantSchema,
  to: instantSchema.nullable(),
  /** How many of those that it calls one after the other were called. */
  called: z.int().default(0),
});
export type ClockSegment = z.infer<typeof clockSegmentSchema>;

/** All of them UTC. Recovered is not resumed: that trading goes on is for a person to say. */
export const incidentTimesSchema = z.object({
  occurred: instantSchema,
  detected: instantSchema,
  notified: instantSchema.nullable(),
  taken: instantSchema.nullable(),
  workedAround: instantSchema.nullable(),
  recovered: instantSchema.nullable(),
  resumed: instantSchema.nullable(),
  closed: instantSchema.nullable(),
});
export type IncidentTimes = z.infer<typeof incidentTimesSchema>;

/** No id has a colon in it, so nothing that a sender says can pass for a person's word. */
export const senderMark = 'sender:';
const senderMarkSchema = z.string().regex(/^sender:[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/);

export const logEntrySchema = z.object({
  /** The revision that this line made. */
  revision: z.int(),
  at: instantSchema,
  /** Null where nobody did it: time or the watch. A sender is no person and is named as one. */
  by: z.union([idSchema, senderMarkSchema]).nullable(),
  what: z.enum([
    'opened',
    'relapsed',
    'grew',
    'taken',
    'renewed',
    'handed-over',
    'released',
    'expired',
    'dropped',
    'noted',
    'attached',
    'priority',
    'workaround',
    'fixed',
    'recovered',
    'lapsed',
    'muted',
    'unmuted',
    'resumed',
    'closed',
    'merged',
    'split',
  ]),
  text: z.string().max(2000),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export const incidentSchema = z.object({
  id: z.string(),
  /** As it is said on the phone. */
  number: z.int(),
  /** Grows with each change: who acts on an older one is told what the other did. */
  revision: z.int(),
  source: incidentSourceSchema,
  title: z.string(),
  sentence: z.string(),
  state: incidentStateSchema,
  /** 1 at first; a relapse within the hour is the next occurrence of the same incident. */
  occurrence: z.int(),
  /** What the watch makes of it now; null where nothing watched is concerned. */
  health: healthSchema.nullable(),
  priority: prioritySchema,
  rulePriority: prioritySchema,
  /** A person's word goes before the rule's until the incident is closed. */
  override: z.object({ priority: prioritySchema, by: idSchema, reason: lineSchema, at: instantSchema }).nullable(),
  site: idSchema.nullable(),
  members: z.array(idSchema).max(maxIncidentMembers),
  memberCount: z.int(),
  owner: ownerSchema.nullable(),
  /** All that belongs to it is muted: it calls for nobody. */
  muted: z.boolean().default(false),
  times: incidentTimesSchema,
  clocks: z.array(clockSegmentSchema),
  closed: z.object({ reason: closeReasonSchema, by: idSchema.nullable(), text: z.string() }).nullable(),
  /** The incident in which this one goes on. */
  mergedInto: z.string().nullable(),
  /** The incident of which a person said that this one is no part. */
  splitFrom: z.string().nullable().default(null),
  /** The newest, oldest first; what stood before them is counted and stands in the log. */
  facts: z
    .array(z.object({ at: instantSchema, by: idSchema, fact: factSchema }))
    .max(maxFacts)
    .default([]),
  factsBefore: z.int().default(0),
  /** The newest; all of it is in Postgres. */
  log: z.array(logEntrySchema).max(maxLogEntries),
});
export type Incident = z.infer<typeof incidentSchema>;
