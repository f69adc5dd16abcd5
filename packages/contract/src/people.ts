import { z } from 'zod';
import { idSchema, instantSchema } from './ids.ts';

/** Each may what the one before it may, and more. */
export const roles = ['viewer', 'operator', 'lead', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** Everything that a person, a screen or a programme may be allowed to do. */
export const actions = [
  'view',
  'act',
  'mute',
  'plan',
  'approve-plan',
  'override-calendar',
  'manage-screens',
  'read-audit',
  'manage-people',
  'manage-webhooks',
] as const;
export const actionSchema = z.enum(actions);
export type Action = z.infer<typeof actionSchema>;

const partSchema = z.union([z.literal('all'), z.array(idSchema).min(1).max(200)]);

/** What somebody sees and acts on: components of these sites that these owners own. */
export const scopeSchema = z.strictObject({ sites: partSchema, owners: partSchema });
export type Scope = z.infer<typeof scopeSchema>;

export const nameSchema = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cf}]{1,80}$/u, 'must be 1–80 letters that can be printed');

export const passwordSchema = z.string().min(12, 'must have at least 12 characters').max(200);
export const pinSchema = z.string().regex(/^\d{4,8}$/, 'must be 4–8 digits');

export const personSchema = z.object({
  person: idSchema,
  name: nameSchema,
  role: roleSchema,
  scope: scopeSchema,
  /** False: may not sign in any more. Nobody is deleted, because the audit goes on naming them. */
  active: z.boolean(),
  /** Has a PIN, so a shared console changes to this person without a password. */
  pin: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const tokenKinds = ['screen', 'automation'] as const;
export const tokenKindSchema = z.enum(tokenKinds);
export type TokenKind = z.infer<typeof tokenKindSchema>;

export const tokenSchema = z.object({
  id: idSchema,
  kind: tokenKindSchema,
  name: nameSchema,
  role: roleSchema,
  scope: scopeSchema,
  madeBy: idSchema,
  madeAt: instantSchema,
});
export type Token = z.infer<typeof tokenSchema>;

/** Who asks: a person at a console, or something that holds a token and is never a person. */
export const identitySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    person: idSchema,
    name: z.string(),
    role: roleSchema,
    scope: scopeSchema,
    session: idSchema,
    endsAt: instantSchema,
  }),
  z.object({
    kind: tokenKindSchema,
    token: idSchema,
    name: z.string(),
    role: roleSchema,
    scope: scopeSchema,
  }),
]);
export type Identity = z.infer<typeof identitySchema>;
export type PersonIdentity = Extract<Identity, { kind: 'person' }>;

export const newPersonSchema = z.strictObject({
  person: idSchema,
  name: nameSchema,
  role: roleSchema,
  scope: scopeSchema,
  password: passwordSchema,
  pin: pinSchema.optional(),
});

export const personChangeSchema = z
  .strictObject({
    name: nameSchema,
    role: roleSchema,
    scope: scopeSchema,
    active: z.boolean(),
    password: passwordSchema,
    /** null takes it away. */
    pin: pinSchema.nullable(),
    /** The password until now: with it everybody may change their own password and PIN. */
    current: z.string().max(200),
  })
  .partial();
export type PersonChange = z.infer<typeof personChangeSchema>;

/** A screen shows; what acts by itself is automation. Neither manages people. */
export const newTokenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('screen'), name: nameSchema, scope: scopeSchema }),
  z.strictObject({
    kind: z.literal('automation'),
    name: nameSchema,
    role: roleSchema.exclude(['admin']),
    scope: scopeSchema,
  }),
]);
