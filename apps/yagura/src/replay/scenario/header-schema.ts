import { calendarEntrySchema, calendarIdSchema } from '@yagura/contract';
import { isTimeZone } from '@yagura/desk-file';
import { z } from 'zod';

const textSchema = z.string().min(1).max(500);

/** A calendar as config/calendars.yaml has them, with its source in words; it covers what is recorded. */
const recordedCalendarSchema = calendarEntrySchema
  .omit({ coveredFrom: true, coveredUntil: true, phases: true })
  .extend({
    name: textSchema.optional(),
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Asia/Tokyo'),
    tradingDays: calendarEntrySchema.shape.tradingDays.default(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']),
    source: textSchema,
  });

export const headerSchema = z.strictObject({
  scenario: z.string().min(1).max(120),
  start: z.string().min(1).max(40),
  lasts: z.string().min(1).max(40),
  about: z.string().min(1).max(2000),
  /** Where the facts come from: an address, or in words. */
  sources: z.array(textSchema).min(1).max(20),
  calendars: z.record(calendarIdSchema, recordedCalendarSchema).default({}),
});
export type Header = z.infer<typeof headerSchema>;
