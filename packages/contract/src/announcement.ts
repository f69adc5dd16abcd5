import { z } from 'zod';
import { prioritySchema, rootSchema } from './board.ts';
import { idSchema, instantSchema } from './ids.ts';

/** With these a group begins; with the others it goes on or ends. */
export const beginnings = ['opened', 'relapse', 'again', 'split'] as const;

/** With these a group ends. */
export const endings = ['recovered', 'lapsed', 'joined'] as const;

/** These call for a person: nobody has it, or its owner says nothing. What stands is as it was. */
export const callings = ['untaken', 'unanswered', 'overdue'] as const;

/** Why something is said aloud. */
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
  /** A person said that it is a matter of its own. */
  'split',
  /** Nobody has it any more: its owner was silent for too long. */
  'untaken',
  /** Nobody took it in time: the next person is called. */
  'unanswered',
  /** Somebody has it, and the word that was due about it has not been said. */
  'overdue',
  /** It goes on as part of another group. */
  'joined',
  'recovered',
  /** It did not recover: its market closed, planned work began, or it left the desk. */
  'lapsed',
] as const;

/** What explains a group, or the incident that somebody was told of: nothing that is watched explains that. */
export const announcedRootSchema = z.union([rootSchema, z.object({ kind: z.literal('told'), id: z.string() })]);
export type AnnouncedRoot = z.infer<typeof announcedRootSchema>;

export const maxPlaces = 50;

/** One step that was said once. Journaled with the turn that made it, so that no restart says it again. */
export const announcementSchema = z.object({
  /** `epoch.turn.n`: unique for ever. */
  id: z.string(),
  at: instantSchema,
  kind: z.enum(announcementKinds),
  group: z.string(),
  root: announcedRootSchema,
  /** The group in which it goes on, when it joined one. */
  into: z.string().optional(),
  priority: prioritySchema,
  /** It wakes people at once. */
  pages: z.boolean(),
  text: z.string(),
  /** Why it pages or does not, and what explains the group. */
  why: z.string(),
  /** Where what belongs to it lies and whose it is; absent where that is too much to say or not known any more: then it is everybody's. */
  places: z
    .array(z.object({ site: idSchema, owner: z.string().nullable() }))
    .max(maxPlaces)
    .optional(),
});
export type Announcement = z.infer<typeof announcementSchema>;
