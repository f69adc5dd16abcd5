import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { idSchema } from './ids.ts';
import { kinds } from './kinds.ts';

const textSchema = z.string().min(1).max(500);
const nameSchema = z.string().min(1).max(64);
/** Written as people write them, parsed by `domain/rules`: "> 50 for 15s", ">= 2 in 3 of 5", "3x for 1m". */
const limitSchema = z.string().min(1).max(80);

/** When a rule is asked at all. Which phases there are is a fact of the calendar: a rule that names an unknown one is refused. */
export const gateSchema = z.enum(['always', 'session', 'market', 'continuous']);
export type Gate = z.infer<typeof gateSchema>;

/** What every rule carries so that whoever sees it fire knows what to do. Without an action it is an event and no alarm. */
const aboutShape = {
  id: idSchema,
  cause: textSchema.optional(),
  consequence: textSchema.optional(),
  action: textSchema.optional(),
  respondWithin: durationSchema.optional(),
  /** Where its limits come from. */
  source: textSchema.optional(),
  when: gateSchema.optional(),
  /** Switched off here, and why; `false` switches on again what a default switched off. */
  off: z.union([textSchema, z.literal(false)]).optional(),
  /** It says whether orders can be sent or prices be seen: at tier 1 its `down` comes within 5 s, or says why not. A state rule is vital. */
  vital: z.boolean().optional(),
  slowBecause: textSchema.optional(),
};

const levelsShape = { degraded: limitSchema.optional(), down: limitSchema.optional(), clear: limitSchema.optional() };
const leastSchema = z.strictObject({ metric: nameSchema, atLeast: z.number() });

/** A number against two limits. `of` makes it a share of another metric, `least` says how many samples it needs to mean anything. */
export const thresholdRuleSchema = z.strictObject({
  type: z.literal('threshold'),
  ...aboutShape,
  metric: nameSchema,
  ...levelsShape,
  of: nameSchema.optional(),
  /** What `of` is taken to be while it is not told. */
  ofElse: z.number().positive().optional(),
  floor: limitSchema.optional(),
  least: leastSchema.optional(),
  /** It counts time since what it warns of began, in units of this: its limit is part of the time in which that is noticed. */
  age: durationSchema.optional(),
});
/** A number against what is usual at this minute of comparable days: "3x" of the median, or "6z" robust deviations. */
export const baselineRuleSchema = z.strictObject({
  type: z.literal('baseline'),
  ...aboutShape,
  metric: nameSchema,
  ...levelsShape,
  /** Counts only where the number itself also passes this: three times next to nothing is still nothing. */
  floor: limitSchema.optional(),
  least: leastSchema.optional(),
});
/** Load in percent of what was tested. */
export const capacityRuleSchema = z.strictObject({
  type: z.literal('capacity'),
  ...aboutShape,
  metric: nameSchema,
  /** In the metric's own unit; absent where it is told in per cent of it already. */
  tested: z.number().positive().optional(),
  ...levelsShape,
});
/** A label has to say one of the good words; for how long it may say another is each level's on-delay. */
export const stateRuleSchema = z.strictObject({
  type: z.literal('state'),
  ...aboutShape,
  label: nameSchema,
  good: z.array(z.string().min(1).max(200)).min(1).max(16),
  degraded: durationSchema.optional(),
  down: durationSchema.optional(),
  /** Asked only once it was good since the gate opened: that it has not begun yet is the finding of an expected rule. */
  afterGood: z.boolean().optional(),
});
/** "open-30m": an instant of the venue's day. */
export const anchorSchema = z
  .string()
  .regex(
    /^(open|close|session|local \d\d:\d\d)([+-]\d+(?:\.\d+)?(?:ms|s|min|m|h))?$/,
    'must be such as "open-30m", "close+2h" or "local 07:00"',
  );
/** Something has to have happened by then, on every day that its calendar trades. */
export const expectedRuleSchema = z.strictObject({
  type: z.literal('expected'),
  ...aboutShape,
  event: idSchema.optional(),
  /** Instead of an event: a label that must have said one of these words. Who never tells the label is not judged by it. */
  label: nameSchema.optional(),
  good: z.array(z.string().min(1).max(200)).min(1).max(16).optional(),
  /** Not counted before: yesterday's event is not today's. */
  from: anchorSchema,
  note: anchorSchema.optional(),
  degraded: anchorSchema.optional(),
  down: anchorSchema.optional(),
  /** Asked no more after it; a miss stands until then. */
  until: anchorSchema,
  /** Per cent done: when it will not be ready in time that is told before the miss. */
  progress: nameSchema.optional(),
});
/** Something that must not happen outside its window. */
export const unwantedRuleSchema = z.strictObject({
  type: z.literal('unwanted'),
  ...aboutShape,
  event: idSchema,
  outside: z.enum(['reset-window', 'never']),
  says: z.enum(['degraded', 'down']),
  holds: durationSchema,
});
/** The built-in checks, so that their limits are configuration like any other's. */
export const restartsRuleSchema = z.strictObject({
  type: z.literal('restarts'),
  ...aboutShape,
  degraded: z.int().min(2).optional(),
  down: z.int().min(2).optional(),
  within: durationSchema,
});
export const clockRuleSchema = z.strictObject({
  type: z.literal('clock'),
  ...aboutShape,
  note: durationSchema,
  degraded: durationSchema,
});
export const lostBeatsRuleSchema = z.strictObject({
  type: z.literal('lost-beats'),
  ...aboutShape,
  /** Told from here on, without changing any health. */
  note: z.int().min(1).optional(),
  degraded: z.int().min(1).optional(),
  within: durationSchema,
});
/** Members of one cluster carry the same label. Judged by the desk. */
export const parityRuleSchema = z.strictObject({
  type: z.literal('parity'),
  ...aboutShape,
  labels: z.array(nameSchema).min(1).max(8),
});

export const ruleSchema = z.discriminatedUnion('type', [
  thresholdRuleSchema,
  baselineRuleSchema,
  capacityRuleSchema,
  stateRuleSchema,
  expectedRuleSchema,
  unwantedRuleSchema,
  restartsRuleSchema,
  clockRuleSchema,
  lostBeatsRuleSchema,
  parityRuleSchema,
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleType = Rule['type'];
export type RuleOf<T extends RuleType> = Extract<Rule, { type: T }>;

type AnyShape = Record<string, z.ZodType>;
const everyField: AnyShape = Object.assign({}, ...ruleSchema.options.map((option) => option.shape as AnyShape));
const optionalFields = Object.fromEntries(
  Object.entries(everyField).map(([name, schema]) => [name, schema.optional()]),
);
/**
 * A rule as it stands in a desk file: only what differs from the default of the same id. What it amounts to is checked against
 * `ruleSchema` once both are put together; without a default of that id it is a threshold unless it names its type.
 */
export const ruleEntrySchema = z.strictObject({
  ...optionalFields,
  id: idSchema,
  type: z.enum(ruleSchema.options.map((option) => option.shape.type.value)).optional(),
  degraded: z.union([limitSchema, z.number()]).optional(),
  down: z.union([limitSchema, z.number()]).optional(),
  note: z.union([limitSchema, z.number()]).optional(),
  off: aboutShape.off,
});
/** Which further fields it has depends on its type, which may only be known once its default is. */
export type RuleEntry = z.infer<typeof ruleEntrySchema> & { readonly [field: string]: unknown };

/** The rules that a component has unless it says otherwise: by kind, and `any` for all. */
export const ruleFileSchema = z.strictObject({
  rules: z.partialRecord(z.enum(['any', ...kinds]), z.array(ruleEntrySchema).max(64)),
});
export type RuleFile = z.infer<typeof ruleFileSchema>;
