import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';

/** `open → taken → workaround → fixed → closed`. What is closed opens again only by a relapse within the hour. */
export const incidentStates = ['open', 'taken', 'workaround', 'fixed', 'closed'] as const;
export const incidentStateSchema = z.enum(incidentStates);
export type IncidentState = z.infer<typeof incidentStateSchema>;

/** Who has it, until when without a sign of life. */
export const ownerSchema = z.object({ person: idSchema, since: instantSchema, until: instantSchema });
export type Owner = z.infer<typeof ownerSchema>;

/** What every screen knows of an incident that is not closed; the id of one that is watched is its group's. */
export const incidentBriefSchema = z.object({
  id: z.string(),
  number: z.int(),
  revision: z.int(),
  state: incidentStateSchema,
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  title: z.string(),
  occurred: instantSchema,
  occurrence: z.int(),
  owner: ownerSchema.nullable(),
  muted: z.boolean(),
  /** Since when somebody is called for to take it; null while it needs nobody. */
  calledAt: instantSchema.nullable(),
  /** By when the next step of a person is due: somebody has to take it, or to say how it goes. */
  dueAt: instantSchema.nullable(),
});
export type IncidentBrief = z.infer<typeof incidentBriefSchema>;
export const maxIncidentsOnBoard = 500;
