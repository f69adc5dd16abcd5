import { z } from 'zod';
import { prioritySchema } from './board.ts';
import { factSchema } from './fact.ts';
import { idSchema } from './ids.ts';
import { closeReasonSchema, maxIncidentMembers } from './incident.ts';
import { waiverDeeds } from './waiver.ts';
import { lineSchema, textSchema } from './written.ts';

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
