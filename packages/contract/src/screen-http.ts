import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import { nameSchema, scopeSchema } from './people.ts';
import { screenReportSchema, screenSettingsSchema, screenStandingSchema } from './screen.ts';

/** Letters of the code on a new screen: none looks or sounds like another of them from across a room. */
export const pairingLetters = 'ACEFHJKMNPRTWXY34679';
export const pairingCodeLength = 6;
export const pairingLastsMs = 10 * 60_000;

/** A new screen asks for a code: how large it is, so that whoever sets it up learns what can be read on it. */
export const newPairingSchema = z.strictObject({
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
});

export const pairingAnswerSchema = z.object({ code: z.string(), endsAt: instantSchema });

/** What became of a code, for the screen that shows it. `approved`: with this answer the browser holds the token. */
export const pairingOutcomeSchema = z.object({ outcome: z.enum(['waiting', 'approved', 'over']) });
export type PairingOutcome = z.infer<typeof pairingOutcomeSchema>['outcome'];

/** Which screen waits behind a code, so that nobody approves another than they stand before. */
export const waitingScreenSchema = z.object({
  code: z.string(),
  address: z.string(),
  device: z.string(),
  width: z.int(),
  height: z.int(),
  endsAt: instantSchema,
});
export type WaitingScreen = z.infer<typeof waitingScreenSchema>;

export const newScreenSchema = z.strictObject({
  code: z.string().max(20),
  settings: screenSettingsSchema,
  scope: scopeSchema,
});
export type NewScreen = z.infer<typeof newScreenSchema>;

export const screenChangeSchema = screenSettingsSchema.partial();
export type ScreenChange = z.infer<typeof screenChangeSchema>;

/** A screen that was set up: its id is that of its token. */
export const registeredScreenSchema = z.object({
  id: idSchema,
  settings: screenSettingsSchema,
  scope: scopeSchema,
  madeBy: idSchema,
  madeAt: instantSchema,
});
export type RegisteredScreen = z.infer<typeof registeredScreenSchema>;

export const watchedScreenSchema = registeredScreenSchema.extend({
  standing: screenStandingSchema,
  /** The newest that it said of itself, and when. */
  report: screenReportSchema.nullable(),
  reportedAt: instantSchema.nullable(),
  /** It is the one of its room that is heard. */
  sounds: z.boolean(),
  /** Until when nobody in its room is heard. */
  silencedUntil: instantSchema.nullable(),
});
export type WatchedScreen = z.infer<typeof watchedScreenSchema>;

export const maxScreens = 500;
export const screenAnswerSchema = z.object({ screen: registeredScreenSchema });
export const screensAnswerSchema = z.object({ at: instantSchema, screens: z.array(watchedScreenSchema) });
export type ScreensAnswer = z.infer<typeof screensAnswerSchema>;

export const mostSilenceMinutes = 10;
export const silenceSchema = z.strictObject({ minutes: z.int().min(1).max(mostSilenceMinutes) });
export const silenceAnswerSchema = z.object({
  room: nameSchema,
  silencedUntil: instantSchema.nullable(),
  text: z.string(),
});
