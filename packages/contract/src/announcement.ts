import { z } from 'zod';
import { prioritySchema, rootSchema } from './board.ts';
import { instantSchema } from './ids.ts';

/** Why something is said aloud. A group begins with `opened`, `relapse` or `again` and ends with `recovered`, `lapsed` or `joined`. */
export const announcementKinds = [
  'opened',
  /** The same root again within an hour of its recovery. */
  'relapse',
  /** Still abnormal a minute after what explained it recovered. */
  'again',
  'worse',
  /** How far it reaches by now, or what is known by now to explain it. */
  'scope',
  /** It no longer flaps: where it stands, compared with what was last announced. */
  'steady',
  /** Nobody has it any more: its owner was silent for too long. */
  'untaken',
  /** It goes on as part of another group. */
  'joined',
  'recovered',
  /** It did not recover: its market closed, planned work began, or it left the desk. */
  'lapsed',
] as const;

/** One step that was said once. Journaled with the turn that made it, so that no restart says it again. */
export const announcementSchema = z.object({
  /** `epoch.turn.n`: unique for ever. */
  id: z.string(),
  at: instantSchema,
  kind: z.enum(announcementKinds),
  group: z.string(),
  root: rootSchema,
  /** The group in which it goes on, when it joined one. */
  into: z.string().optional(),
  priority: prioritySchema,
  /** It wakes people at once. */
  pages: z.boolean(),
  text: z.string(),
  /** Why it pages or does not, and what explains the group. */
  why: z.string(),
});
export type Announcement = z.infer<typeof announcementSchema>;
