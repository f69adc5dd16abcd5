import { z } from 'zod';
import { dateSchema } from './calendar.ts';
import { idSchema, instantSchema } from './ids.ts';

export const minutesPerDay = 1440;

/** What is usual for one metric of one component on the day it was learned for. */
export const usualSchema = z.object({
  component: idSchema,
  metric: z.string(),
  /** Minute of the day in UTC that the first place stands for; places beyond midnight go on at 0. */
  from: z
    .int()
    .min(0)
    .max(minutesPerDay - 1),
  /** Null where too few comparable days tell of the minute. */
  medians: z.array(z.number().nullable()).max(minutesPerDay),
  /** Robust: what the standard deviation would be if it were not for outliers. */
  spreads: z.array(z.number().nullable()).max(minutesPerDay),
});
export type Usual = z.infer<typeof usualSchema>;

/** What one day learned from those before it. It enters the fold as a versioned event, so that replay goes by that of its day. */
export const learnedSchema = z.object({
  version: z.string(),
  day: dateSchema,
  /** How long each may be silent, where its own gaps say more than three intervals do. */
  limits: z.record(idSchema, z.number().positive()),
  baselines: z.array(usualSchema),
});
export type Learned = z.infer<typeof learnedSchema>;

/** The mean of one metric of one component over one minute of its market. */
export const metricMinuteSchema = z.tuple([idSchema, z.string(), instantSchema, z.number()]);
export type MetricMinute = z.infer<typeof metricMinuteSchema>;

export const maxMinutesPerTurn = 20_000;
