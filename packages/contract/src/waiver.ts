import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import { lineSchema } from './written.ts';

/**
 * For a time something is not asked of certain components. A mute: nothing is announced of them. A plan: work is done on them, so
 * they are expected to be away. Neither changes what is known of them.
 */
export const waiverKinds = ['mute', 'plan'] as const;

/** So many may be in force or still to come. */
export const maxWaivers = 500;
export const maxWaivedComponents = 5000;
/** All of them together name so many components at most. */
export const maxWaivedInAll = 100_000;
export const longestMuteMs = 7 * 86_400_000;
export const longestWindowMs = 14 * 86_400_000;
export const maxPlanWindows = 200;
export const maxWaiversOnBoard = 200;

export const planWindowSchema = z
  .object({ from: instantSchema, until: instantSchema })
  .refine(({ from, until }) => from < until, 'must end after it begins');
export type PlanWindow = z.infer<typeof planWindowSchema>;

/** Begins when somebody says so, between these two instants, and then takes so long. */
export const flexibleSchema = z
  .object({ earliest: instantSchema, latest: instantSchema, lastsMs: z.int().min(60_000).max(longestWindowMs) })
  .refine(({ earliest, latest }) => earliest < latest, 'must leave time between the earliest and the latest start');
export type Flexible = z.infer<typeof flexibleSchema>;

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 22:30');
const dateSchema = z.iso.date();

/** In the words of whoever planned it; what counts are the windows that were worked out of it and approved. */
export const recursSchema = z.object({
  zone: z.string().min(1).max(64),
  /** 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Only the first, second, … such day of a month; `last`; null for every week. */
  nth: z
    .union([z.int().min(1).max(4), z.literal('last')])
    .nullable()
    .default(null),
  at: clockSchema,
  lastsMs: z.int().min(60_000).max(longestMuteMs),
  firstDate: dateSchema,
  lastDate: dateSchema,
});
export type Recurs = z.infer<typeof recursSchema>;

/** Why it is no more: its time was over, it never began, or somebody ended it before. */
export const waiverEndSchema = z.object({
  at: instantSchema,
  by: idSchema.nullable(),
  how: z.enum(['over', 'lifted', 'cancelled', 'not-started']),
});

const headShape = {
  /** `mute-48213`: as it is said on the phone, and nothing by which others could be counted. */
  id: z.string().regex(/^(mute|plan)-\d{5}$/),
  number: z.int(),
  /** Grows with each change: who acts on an older one is told what the other did. */
  revision: z.int(),
  title: lineSchema,
  reason: lineSchema,
  owner: idSchema,
  saidAt: instantSchema,
  /** Exactly these, whatever is added to the desk later. */
  components: z.array(idSchema).min(1).max(maxWaivedComponents),
  /** When it is in force, in their order; of a flexible plan none before it begins. */
  windows: z.array(planWindowSchema).max(maxPlanWindows),
  ended: waiverEndSchema.nullable(),
  /** What was done last, and by whom. */
  last: z.object({
    by: idSchema,
    at: instantSchema,
    what: z.enum(['muted', 'proposed', 'approved', 'started', 'ended', 'extended']),
  }),
};

export const muteSchema = z.object({
  ...headShape,
  kind: z.literal('mute'),
  /** What is worse than this is announced all the same. */
  upTo: z.enum(['degraded', 'down']),
  /** The incident from which it was said. */
  incident: z.string().nullable(),
});
export type Mute = z.infer<typeof muteSchema>;

export const planSchema = z.object({
  ...headShape,
  kind: z.literal('plan'),
  recurs: recursSchema.nullable(),
  flexible: flexibleSchema.nullable(),
  /** Null while it is proposed: then it covers nothing. `conflicts` are what its approval listed. */
  approval: z.object({ by: idSchema, at: instantSchema, conflicts: z.array(z.string().max(300)).max(50) }).nullable(),
});
export type Plan = z.infer<typeof planSchema>;

export const waiverSchema = z.discriminatedUnion('kind', [muteSchema, planSchema]);
export type Waiver = z.infer<typeof waiverSchema>;

/** What every screen knows of one that is in force or still to come. */
export const waiverBriefSchema = z.object({
  id: z.string(),
  kind: z.enum(waiverKinds),
  revision: z.int(),
  title: z.string(),
  reason: z.string(),
  owner: idSchema,
  /** `proposed` and `flexible` wait for a person; `ahead` for its time. */
  state: z.enum(['proposed', 'flexible', 'ahead', 'in-force']),
  /** The window that runs or comes next; of what waits for a start, between when it may begin. */
  from: instantSchema,
  until: instantSchema,
  componentCount: z.int(),
  /** Where they are and whose; null where that is too much to say. */
  places: z
    .array(z.object({ site: idSchema, owner: z.string().nullable() }))
    .max(200)
    .nullable(),
  /** The first of them. */
  components: z.array(idSchema).max(20),
});
export type WaiverBrief = z.infer<typeof waiverBriefSchema>;

const muteDeedSchema = z.object({
  kind: z.literal('mute'),
  /** Components by name, or all that belong to an incident as it stands. */
  what: z.union([
    z.object({ components: z.array(idSchema).min(1).max(maxWaivedComponents) }),
    z.object({ incident: z.string().max(200) }),
  ]),
  reason: lineSchema,
  until: instantSchema,
  upTo: z.enum(['degraded', 'down']).nullable().default(null),
});

const planDeedSchema = z.object({
  kind: z.literal('plan'),
  title: lineSchema,
  reason: lineSchema,
  components: z.array(idSchema).min(1).max(maxWaivedComponents),
  windows: z.array(planWindowSchema).max(maxPlanWindows),
  recurs: recursSchema.nullable(),
  flexible: flexibleSchema.nullable(),
});

export const waiverActionSchema = z.discriminatedUnion('verb', [
  /** With the conflicts that the approver was shown. */
  z.object({ verb: z.literal('approve'), conflicts: z.array(z.string().max(300)).max(50) }),
  /** Of a flexible plan. */
  z.object({ verb: z.literal('start') }),
  /** Ends a mute, cancels a plan that is to come, cuts the window that runs. */
  z.object({ verb: z.literal('end') }),
  z.object({ verb: z.literal('extend'), until: instantSchema }),
]);
export type WaiverAction = z.infer<typeof waiverActionSchema>;

const waiverDeedSchema = z.object({
  kind: z.literal('waiver'),
  waiver: z.string().max(40),
  expected: z.int().nullable(),
  action: waiverActionSchema,
});

/** What a person does about mutes and plans. */
export const waiverDeeds = [muteDeedSchema, planDeedSchema, waiverDeedSchema] as const;
export type MuteDeed = z.infer<typeof muteDeedSchema>;
export type PlanDeed = z.infer<typeof planDeedSchema>;
export type WaiverDeed = z.infer<typeof waiverDeedSchema>;

/** What an approval has to know before it is given. */
export const planFactsSchema = z.object({
  /** Markets that are open meanwhile, legs without which a need is not met, other work on the same: whoever proposed it may not approve it alone. */
  conflicts: z.array(z.string()).max(50),
  /** What depends on it and is not part of it. */
  reach: z.object({ count: z.int(), first: z.array(idSchema).max(20) }),
  /** Clusters that have no leg to spare while it is done. */
  lastLegs: z.array(z.string()).max(50),
});
export type PlanFacts = z.infer<typeof planFactsSchema>;
