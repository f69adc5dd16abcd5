import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';
import {
  actionSchema,
  identitySchema,
  newPersonSchema,
  passwordSchema,
  personSchema,
  pinSchema,
  tokenSchema,
} from './people.ts';

/** A password, the token of a screen, or the one-time link with which somebody becomes an admin. */
export const signInSchema = z.union([
  z.strictObject({ person: z.string().max(63), password: z.string().max(200) }),
  z.strictObject({ token: z.string().max(200) }),
  newPersonSchema.omit({ role: true, scope: true }).extend({ link: z.string().max(200), password: passwordSchema }),
]);
export type SignIn = z.infer<typeof signInSchema>;

export const changePersonSchema = z.strictObject({ person: idSchema, pin: pinSchema });

export const sessionAnswerSchema = z.object({
  /** Whether there is an admin; null while that cannot be asked. */
  accounts: z.boolean().nullable(),
  /** Whether this relay shows its wall to everybody who reaches it. */
  reading: z.enum(['open', 'sign-in']),
  who: identitySchema.nullable(),
  may: z.array(actionSchema),
  /** Those to whom this console changes by PIN. */
  colleagues: z.array(z.object({ person: idSchema, name: z.string() })),
});
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

export const sessionSchema = z.object({
  id: idSchema,
  person: idSchema,
  name: z.string(),
  beganAt: instantSchema,
  endsAt: instantSchema,
  address: z.string(),
  device: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionsAnswerSchema = z.object({ sessions: z.array(sessionSchema) });
export const peopleAnswerSchema = z.object({ people: z.array(personSchema) });
export const personAnswerSchema = z.object({ person: personSchema });
export const tokensAnswerSchema = z.object({ tokens: z.array(tokenSchema) });
/** The only time that a token is told. */
export const newTokenAnswerSchema = z.object({ token: tokenSchema, secret: z.string() });

export const accountDeeds = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'person-changed',
  'person-change-failed',
  'session-revoked',
  'link-made',
  'link-used',
  'account-made',
  'account-changed',
  'token-made',
  'token-revoked',
  'screen-made',
  'screen-changed',
  'screen-revoked',
  'room-silenced',
  'room-heard',
  'webhook-made',
  'webhook-ended',
] as const;
export const deskDeeds = [
  'incident-opened',
  'incident-changed',
  'incident-reported',
  'muted',
  'planned',
  'waiver-changed',
  'calendar-overridden',
] as const;
export const deedSchema = z.enum([...accountDeeds, ...deskDeeds]);
export type Deed = z.infer<typeof deedSchema>;

/** One line of what is never edited. */
export const auditEntrySchema = z.object({
  n: z.int(),
  at: instantSchema,
  /** A person, `token:` and the id of one, or null where nobody is known. */
  who: z.string().nullable(),
  action: deedSchema,
  target: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  address: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const maxAuditEntries = 1000;
export const auditAnswerSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  entries: z.array(auditEntrySchema),
  truncated: z.boolean(),
});
export type AuditAnswer = z.infer<typeof auditAnswerSchema>;
