import { z } from 'zod';
import { prioritySchema, rootSchema } from './board.ts';
import { idSchema, instantSchema } from './ids.ts';
import { incidentStateSchema, ownerSchema } from './incident-brief.ts';
import { healthSchema } from './status.ts';
import { waiverDeeds } from './waiver.ts';

export const closeReasons = ['acted', 'self-cleared', 'false', 'not-actionable', 'duplicate', 'planned'] as const;
export const closeReasonSchema = z.enum(closeReasons);
export type CloseReason = z.infer<typeof closeReasonSchema>;

export const maxLogEntries = 200;
export const maxIncidentMembers = 100;
export const lineSchema = z.string().trim().min(1).max(200);
export const textSchema = z.string().trim().min(1).max(2000);

export const maxFacts = 20;
/** Only what every browser opens safely, and nothing in it that signs somebody in. */
const linkSchema = z
  .string()
  .max(500)
  .regex(/^https:\/\/[^\s/?#@]+([/?#]\S*)?$/i, 'must be an https address without a name and password in it');

/** What a person put beside an incident: a component as it was explained at that instant, or a page elsewhere. */
export const factSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('state'),
    component: idSchema,
    health: healthSchema,
    sentence: z.string().max(1500),
    figures: z.array(z.string().max(300)).max(10),
  }),
  z.object({ kind: z.literal('link'), url: linkSchema, title: lineSchema }),
]);
export type Fact = z.infer<typeof factSchema>;

/** What somebody asks to have attached; what a component says, the relay fills in. */
export const attachAskSchema = z.union([
  z.object({ component: idSchema }),
  z.object({ url: linkSchema, title: lineSchema }),
]);
export type AttachAsk = z.infer<typeof attachAskSchema>;

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

/** What a person does to an incident. */
export const incidentActionSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('take') }),
  z.object({ verb: z.literal('still-mine') }),
  z.object({ verb: z.literal('release') }),
  z.object({ verb: z.literal('hand-to'), person: idSchema }),
  z.object({ verb: z.literal('note'), text: textSchema }),
  z.object({ verb: z.literal('priority'), priority: prioritySchema, reason: lineSchema }),
  z.object({ verb: z.literal('workaround'), text: textSchema }),
  z.object({ verb: z.literal('fixed'), text: textSchema }),
  z.object({ verb: z.literal('resumed') }),
  z.object({ verb: z.literal('close'), reason: closeReasonSchema, text: textSchema }),
  z.object({ verb: z.literal('merge'), into: z.string().max(200) }),
  z.object({ verb: z.literal('split'), components: z.array(idSchema).min(1).max(maxIncidentMembers) }),
  z.object({ verb: z.literal('attach'), fact: factSchema }),
]);
export type IncidentAction = z.infer<typeof incidentActionSchema>;

/** One intention of one person, told as often as it takes, done once. */
export const commandSchema = z.object({
  /** The client's idempotency key. */
  id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/, 'must be 8–64 letters, digits or dashes'),
  person: idSchema,
  does: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('act'),
      incident: z.string().max(200),
      /** What the person saw; another revision is a conflict. Null for what conflicts with nothing. */
      expected: z.int().nullable(),
      action: incidentActionSchema,
    }),
    z.object({
      kind: z.literal('open'),
      what: lineSchema,
      where: lineSchema,
      toldBy: lineSchema,
      priority: prioritySchema,
    }),
    ...waiverDeeds,
  ]),
});
export type Command = z.infer<typeof commandSchema>;

const deedFactsSchema = z.record(z.string(), z.json()).nullable();
export type DeedFacts = z.infer<typeof deedFactsSchema>;

/**
 * What a machine says, under its own name. It opens an incident and adds notes to it, and can be made to do nothing else:
 * who takes, mutes or closes is a person.
 */
export const reportSchema = z.object({
  id: commandSchema.shape.id,
  sender: idSchema,
  does: z.object({
    kind: z.literal('report'),
    what: lineSchema,
    where: lineSchema,
    toldBy: lineSchema,
    priority: prioritySchema,
    key: lineSchema.nullable(),
    note: textSchema.nullable(),
    resolved: z.boolean(),
  }),
});
export type Report = z.infer<typeof reportSchema>;

/** What is written down, told to the engine and done once. */
export const intentionSchema = z.union([commandSchema, reportSchema]);
export type Intention = z.infer<typeof intentionSchema>;

export const outcomeSchema = z.object({
  command: z.string(),
  /** `conflict`: somebody was first, and `text` says what they did. `refused`: it makes no sense, and `text` says why. */
  result: z.enum(['done', 'conflict', 'refused']),
  incident: z.string().nullable(),
  /** The mute or plan that it was about. */
  waiver: z.string().nullable().default(null),
  revision: z.int().nullable(),
  text: z.string(),
  /** What it was about, as it was and as it is: for the audit. */
  before: deedFactsSchema.default(null),
  after: deedFactsSchema.default(null),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** What a person sends besides the verb and its words: the key makes it safe to send again. */
export const commandHeadSchema = z.object({
  key: commandSchema.shape.id,
  expected: z.int().nullable().default(null),
});

/** What became of it, or that it is written down and nobody can say yet. */
export const commandAnswerSchema = z.object({
  result: z.enum(['done', 'conflict', 'refused', 'recorded']),
  incident: z.string().nullable(),
  waiver: z.string().nullable(),
  revision: z.int().nullable(),
  text: z.string(),
});
export type CommandAnswer = z.infer<typeof commandAnswerSchema>;

export const incidentsAnswerSchema = z.object({
  incidents: z.array(incidentSchema),
  /** Ask with `below` this number for older ones; null when there are none. */
  below: z.int().nullable(),
});
export type IncidentsAnswer = z.infer<typeof incidentsAnswerSchema>;
export const maxIncidentsPerAnswer = 200;

export const incidentAnswerSchema = z.object({ incident: incidentSchema, log: z.array(logEntrySchema) });
export type IncidentAnswer = z.infer<typeof incidentAnswerSchema>;

export const maxSimilar = 5;
/** Past incidents alike, the most alike first: each with why, and with what ended it. */
export const similarAnswerSchema = z.object({
  similar: z
    .array(
      incidentSchema.pick({ id: true, number: true, title: true, priority: true, times: true, closed: true }).extend({
        why: z.array(z.string()),
        /** What was said to have fixed it, or to have helped meanwhile; null where nobody said. */
        helped: logEntrySchema.pick({ by: true, what: true, text: true }).nullable(),
      }),
    )
    .max(maxSimilar),
});
export type SimilarAnswer = z.infer<typeof similarAnswerSchema>;

/** As much of an incident as is needed to see whether another is like it. */
export const likenessSchema = incidentSchema
  .pick({ id: true, number: true, source: true, site: true, members: true })
  .extend({
    /** The sentence with which it was opened. */
    opened: z.string(),
  });
export type Likeness = z.infer<typeof likenessSchema>;
