import { beatSchema, idSchema, occurrenceSchema } from '@yagura/contract';
import { z } from 'zod';

const momentSchema = z.string().min(1).max(40);
const beatBodySchema = beatSchema.omit({ component: true });
const whoShape = {
  component: idSchema.optional(),
  components: z.array(idSchema).min(1).max(1000).optional(),
};

/** How a component usually beats: until its end a beat each so often. */
const rhythmLineSchema = z.strictObject({
  from: momentSchema.default('0s'),
  until: momentSchema.optional(),
  every: momentSchema,
  ...whoShape,
  beat: beatBodySchema.prefault({}),
});
const beatLineSchema = z.strictObject({ at: momentSchema, ...whoShape, beat: beatBodySchema });
/** Without the default status: what is not named stays as the rhythm says it. */
const becomesSchema = z.union([
  z.enum(['silent', 'usual']),
  beatBodySchema.extend({ status: beatSchema.shape.status.unwrap().optional() }),
]);
const becomesLineSchema = z.strictObject({ at: momentSchema, ...whoShape, becomes: becomesSchema });
const occurrenceLineSchema = z.strictObject({
  at: momentSchema,
  ...whoShape,
  event: idSchema,
  detail: occurrenceSchema.shape.detail,
});
const collectorLineSchema = z.strictObject({
  at: momentSchema,
  collector: idSchema,
  becomes: z.enum(['lost', 'back']),
});
const noteLineSchema = z.strictObject({ at: momentSchema, note: z.string().min(1).max(500) });

/** Which field tells what a line is; looked for in this order, because a collector's line has a `becomes` as well. */
export const lineKinds = [
  { field: 'note', schema: noteLineSchema },
  { field: 'collector', schema: collectorLineSchema },
  { field: 'every', schema: rhythmLineSchema },
  { field: 'event', schema: occurrenceLineSchema },
  { field: 'becomes', schema: becomesLineSchema },
  { field: 'beat', schema: beatLineSchema },
] as const;

export type Line = z.infer<(typeof lineKinds)[number]['schema']>;
export type Becomes = z.infer<typeof becomesSchema>;
