import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import { nameSchema } from './people.ts';

/** One meaning of the colours, four looks: for a dark room, for a bright one, grey while all is well, and the signal colours many are used to. */
export const themes = ['dark', 'bright', 'grey', 'classic'] as const;
export const themeSchema = z.enum(themes);
export type Theme = z.infer<typeof themeSchema>;

/** What a registered screen is told about itself, by whoever set it up. */
export const screenSettingsSchema = z.strictObject({
  name: nameSchema,
  /** Screens of one room share their sound: one of them is heard. */
  room: nameSchema,
  /** A view of the desk file; null: the map by layer and region. */
  view: idSchema.nullable(),
  theme: themeSchema,
  /** How far away it is read, and how large it is: from both follows the least letter. */
  diagonalInches: z.number().min(5).max(400),
  distanceMetres: z.number().min(0.3).max(30),
});
export type ScreenSettings = z.infer<typeof screenSettingsSchema>;

/** How a screen stands in its room: only one of a room is heard at a time. */
export const roomStateSchema = z.object({
  sounds: z.boolean(),
  /** Desk time until which nobody in the room is heard, at most ten minutes ahead; null: nobody silenced it. */
  silencedUntil: instantSchema.nullable(),
});
export type RoomState = z.infer<typeof roomStateSchema>;

/** What a screen says of itself every few seconds. */
export const screenReportSchema = z.object({
  /** Since the last frame was painted. */
  paintedMsAgo: z.number().min(0),
  /** How late the newest message came. */
  lagMs: z.number().min(0),
  heapBytes: z.number().min(0).nullable(),
  /** Frames that a second should have had and did not, since the last report. */
  droppedFrames: z.int().min(0),
  width: z.int().min(0),
  height: z.int().min(0),
  /** Whether the browser lets the page be heard. */
  sound: z.enum(['armed', 'blocked', 'none']),
  /** Its view has more than it can name in letters that carry. */
  fits: z.boolean(),
});
export type ScreenReport = z.infer<typeof screenReportSchema>;
