import { newPersonSchema, newTokenSchema, personChangeSchema, type Person, type PersonChange } from '@yagura/contract';
import { scopeKey } from '@yagura/domain';
import type { z } from 'zod';
import { scopeIn, type Known } from './scope-words.ts';

export type NewPerson = z.infer<typeof newPersonSchema>;
export type NewToken = z.infer<typeof newTokenSchema>;
export type Drafted<Body> = { readonly body: Body } | { readonly problem: string };

/** Reads one field of a form as it stands. */
export type Field = (name: string) => string;

export function newPersonIn(field: Field, known: Known): Drafted<NewPerson> {
  const scoped = scopeIn({ sites: field('sites'), owners: field('owners') }, known);
  if ('problem' in scoped) return scoped;
  return checked(newPersonSchema, {
    person: field('person').trim(),
    name: field('name'),
    role: field('role'),
    scope: scoped.scope,
    password: field('password'),
    ...(field('pin') !== '' && { pin: field('pin') }),
  });
}

/** Only what is other than before, so that two who change different things do not undo each other. */
export function personChangeIn(field: Field, before: Person, known: Known): Drafted<PersonChange> {
  // What they see already stays sayable, also when its site is gone.
  const { sites, owners } = before.scope;
  const seen = {
    sites: [...known.sites, ...(sites === 'all' ? [] : sites)],
    owners: [...known.owners, ...(owners === 'all' ? [] : owners)],
  };
  const scoped = scopeIn({ sites: field('sites'), owners: field('owners') }, seen);
  if ('problem' in scoped) return scoped;
  const active = field('active') === 'yes';
  return somethingOf({
    ...(field('name').trim() !== before.name && { name: field('name') }),
    ...(field('role') !== before.role && { role: field('role') }),
    ...(scopeKey(scoped.scope) !== scopeKey(before.scope) && { scope: scoped.scope }),
    ...(active !== before.active && { active }),
    ...secretsIn(field),
  });
}

/** One's own password and PIN, which everybody may change who knows the password until now. */
export function ownChangeIn(field: Field): Drafted<PersonChange> {
  return somethingOf(secretsIn(field));
}

export function newTokenIn(field: Field, known: Known): Drafted<NewToken> {
  const scoped = scopeIn({ sites: field('sites'), owners: field('owners') }, known);
  if ('problem' in scoped) return scoped;
  const [kind, name, role] = [field('kind'), field('name'), field('role')];
  return checked(newTokenSchema, { kind, name, scope: scoped.scope, ...(kind === 'automation' && { role }) });
}

function secretsIn(field: Field): Record<string, string | null> {
  const [password, pin, isPinGone] = [field('password'), field('pin'), field('pin-gone') !== ''];
  return {
    ...(password !== '' && { password }),
    ...(isPinGone ? { pin: null } : pin !== '' && { pin }),
    ...(field('current') !== '' && { current: field('current') }),
  };
}

function somethingOf(change: Record<string, unknown>): Drafted<PersonChange> {
  const isNothing = Object.keys(change).every((key) => key === 'current');
  return isNothing ? { problem: 'Nothing is changed.' } : checked(personChangeSchema, change);
}

const labels: Readonly<Record<string, string>> = {
  person: 'Who',
  name: 'The name',
  role: 'The role',
  password: 'The password',
  pin: 'The PIN',
  kind: 'The kind',
  room: 'The room',
  theme: 'The theme',
  diagonalInches: 'The diagonal (inches)',
  distanceMetres: 'The distance (metres)',
  timeZone: 'The clock of the room',
  quietHours: 'Quiet hours',
};

/** What is wrong is said in words of the form: the relay would name a field of its own. */
export function checked<Body>(schema: z.ZodType<Body>, body: unknown): Drafted<Body> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { body: parsed.data };
  const [issue] = parsed.error.issues;
  const label = labels[String(issue?.path.at(-1))] ?? 'This';
  return { problem: `${label} ${issue?.message ?? 'cannot be read'}.` };
}
