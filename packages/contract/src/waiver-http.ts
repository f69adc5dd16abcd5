import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import { commandSchema } from './command.ts';
import {
  flexibleSchema,
  maxWaivedComponents,
  planFactsSchema,
  planWindowSchema,
  recursSchema,
  waiverSchema,
} from './waiver.ts';

const keyShape = { key: commandSchema.shape.id };
const namesSchema = z.array(idSchema).max(maxWaivedComponents).optional();

/** `POST /api/v1/mutes`: components by name or an incident, a reason, and for how long. */
export const muteBodySchema = z.strictObject({
  ...keyShape,
  components: namesSchema,
  incident: z.string().max(200).optional(),
  reason: z.string().trim().min(1).max(200),
  until: instantSchema,
  /** What is worse than this is announced all the same; by itself what it is now. */
  upTo: z.enum(['degraded', 'down']).nullable().default(null),
});
export type MuteBody = z.infer<typeof muteBodySchema>;

/** What is chosen: every component that has one of each list that is given. */
export const choiceSchema = z.strictObject({
  components: namesSchema,
  sites: namesSchema,
  venues: z.array(z.string().max(63)).max(200).optional(),
  kinds: z.array(z.string().max(63)).max(100).optional(),
  owners: namesSchema,
});
export type Choice = z.infer<typeof choiceSchema>;

export const planTimeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), window: planWindowSchema }),
  z.strictObject({ kind: z.literal('flexible'), flexible: flexibleSchema }),
  z.strictObject({ kind: z.literal('recurring'), recurs: recursSchema }),
]);
export type PlanTime = z.infer<typeof planTimeSchema>;

/** `POST /api/v1/plans`, and without its key `POST /api/v1/plans/preview`. */
export const planBodySchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  reason: z.string().trim().min(1).max(200),
  choice: choiceSchema,
  time: planTimeSchema,
});
export type PlanBody = z.infer<typeof planBodySchema>;
export const proposeBodySchema = planBodySchema.extend(keyShape);

export const planPreviewSchema = z.object({
  components: z.array(idSchema),
  windows: z.array(planWindowSchema),
  facts: planFactsSchema,
});
export type PlanPreview = z.infer<typeof planPreviewSchema>;

/** `POST /api/v1/waivers/:id/:verb`. */
export const waiverVerbBodySchema = z.strictObject({
  ...keyShape,
  expected: z.int().nullable().default(null),
  until: instantSchema.optional(),
  /** Of an approval: the conflicts as they were shown. */
  conflicts: z.array(z.string().max(300)).max(50).optional(),
});

/** `GET /api/v1/waivers`: the newest first. */
export const waiversAnswerSchema = z.object({ waivers: z.array(waiverSchema), below: z.int().nullable() });
export type WaiversAnswer = z.infer<typeof waiversAnswerSchema>;

/** `GET /api/v1/waivers/:id`; the facts of a plan that is not over, as they are now. */
export const waiverAnswerSchema = z.object({ waiver: waiverSchema, facts: planFactsSchema.nullable() });
export type WaiverAnswer = z.infer<typeof waiverAnswerSchema>;
