import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import { nameSchema } from './people.ts';

/** One meaning of the colours, four looks: for a dark room, for a bright one, grey while all is well, and the signal colours many are used to. */
export const themes = ['dark', 'bright', 'grey', 'classic'] as const;
export const themeSchema = z.enum(themes);
export type Theme = z.infer<typeof themeSchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // the platform knows no such zone
  }
}

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
  /** The clock of its room; null: that of the desk. */
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone such as Europe/London').nullable(),
  /** By the clock of its room; only what cannot wait is heard then. */
  quietHours: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'must be two clocks such as 22:00-06:00')
    .nullable(),
});
export type ScreenSettings = z.infer<typeof screenSettingsSchema>;

/** How a screen stands in its room: only one of a room is heard at a time. */
export const roomStateSchema = z.object({
  sounds: z.boolean(),
  /** Desk time until which nobody in the room is heard, at most ten minutes ahead; null: nobody silenced it. */
  silencedUntil: instantSchema.nullable(),
});
export type RoomState = z.infer<typeof roomStateSchema>;

/** What a registered screen is told: when it has said hello, and whenever any of it changes. */
export const screenToldSchema = z.object({ settings: screenSettingsSchema, room: roomStateSchema });
export type ScreenTold = z.infer<typeof screenToldSchema>;

const pixelsSchema = z.int().min(0).max(100_000);

/** What a screen says of itself every few seconds. */
export const screenReportSchema = z.object({
  /** Since the last frame was painted. */
  paintedMsAgo: z.number().min(0),
  /** How late the newest message came. */
  lagMs: z.number().min(0),
  heapBytes: z.number().min(0).nullable(),
  /** Frames that should have been painted since the last report and were not. */
  droppedFrames: z.int().min(0),
  width: pixelsSchema,
  height: pixelsSchema,
  /** Whether the browser lets the page be heard. */
  sound: z.enum(['armed', 'blocked', 'none']),
  /** Whether its view names all that it must in letters that carry. */
  fits: z.boolean(),
});
export type ScreenReport = z.infer<typeof screenReportSchema>;

/** `frozen`: it is connected, and either paints nothing or says nothing. */
export const screenStateSchema = z.enum(['live', 'frozen', 'away']);
export type ScreenStateName = z.infer<typeof screenStateSchema>;

/** How a screen stands and since when; null: it was not seen yet. */
export const screenStandingSchema = z.object({ state: screenStateSchema, since: instantSchema.nullable() });
export type ScreenStanding = z.infer<typeof screenStandingSchema>;

/** What one relay tells the others of a screen that is connected to it. */
export const screenSightingSchema = z.object({
  relay: z.string(),
  at: instantSchema,
  standing: screenStandingSchema,
  report: screenReportSchema.nullable(),
  reportedAt: instantSchema.nullable(),
  sounds: z.boolean(),
});
export type ScreenSighting = z.infer<typeof screenSightingSchema>;

/** What was said last of the sound of a room, for all relays. */
export const roomSilenceSchema = z.object({
  /** Desk time until which nobody there is heard; null: somebody is. */
  until: instantSchema.nullable(),
  saidAt: instantSchema,
});
export type RoomSilence = z.infer<typeof roomSilenceSchema>;
