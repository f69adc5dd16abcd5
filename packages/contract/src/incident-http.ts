import { z } from 'zod';
import { incidentSchema, logEntrySchema } from './incident.ts';

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
