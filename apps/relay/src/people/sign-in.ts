import type { PersonIdentity, SignIn } from '@yagura/contract';
import { wholeDesk } from '@yagura/domain';
import type { Account, StoredAccount } from '@yagura/history';
import type { Request, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { noteOf, type Access } from './access.ts';
import { addressOf, cookieFor, deviceOf } from './credential.ts';
import { hashOfSecret, kindOfSecret, makeId, makeSecret } from './secrets.ts';
import { attempt } from './attempt.ts';

type By<Key extends string> = Extract<SignIn, Record<Key, unknown>>;

/** True when this browser now belongs to somebody; else it was said why not. */
export async function signIn(access: Access, body: SignIn, request: Request, response: Response): Promise<boolean> {
  if ('link' in body) return byLink(access, body, request, response);
  return 'token' in body ? byToken(access, body, request, response) : byPassword(access, body, request, response);
}

async function byPassword(
  access: Access,
  body: By<'password'>,
  request: Request,
  response: Response,
): Promise<boolean> {
  let account: StoredAccount | null = null;
  const right = await attempt(access, `password of ${body.person}`, request, response, async () => {
    account = await access.people.find(body.person);
    const matches = await access.passwords.matches(body.password, account?.password ?? null);
    return matches && account?.active === true;
  });
  if (right === 'wrong') {
    // A name that nobody has may be a password in the wrong field: it is not written down.
    const target = (account as StoredAccount | null)?.person ?? null;
    await access.people.note(noteOf(access, request, response, { action: 'sign-in-failed', target }));
    sendProblem(response, 401, 'this name and this password do not belong together', 'Try again, or ask an admin.');
  }
  if (right !== 'right' || !account) return false;
  return open(access, account, { ...byNow(access), action: 'signed-in' }, request, response);
}

/** A screen keeps the very token that it was given. */
async function byToken(access: Access, { token }: By<'token'>, request: Request, response: Response): Promise<boolean> {
  const right = await attempt(access, null, request, response, async () => {
    const found = kindOfSecret(token) === 'token' ? await access.identities.of(token) : null;
    if (found === 'away') throw new Error('the history is away');
    return found !== null;
  });
  if (right === 'right') response.set('set-cookie', cookieFor(token, request, null));
  if (right === 'wrong')
    sendProblem(response, 401, 'this token is not known', 'It may have been revoked: ask for another.');
  return right === 'right';
}

async function byLink(access: Access, body: By<'link'>, request: Request, response: Response): Promise<boolean> {
  const hash = hashOfSecret(body.link);
  const right = await attempt(access, null, request, response, () => access.people.hasLink(hash, access.now()));
  if (right === 'busy') return false;
  const stored = right === 'right' ? await becomeAdmin(access, body, hash, request, response) : null;
  if (stored) return open(access, stored, { ...byNow(access), action: 'signed-in' }, request, response);
  sendProblem(response, 410, 'this link is no good any more', 'Start Yagura again with --sign-in-link for another.');
  return false;
}

/** The account as it then is; null when the link was used up meanwhile. */
async function becomeAdmin(
  access: Access,
  { person, name, password, pin }: By<'link'>,
  linkHash: string,
  request: Request,
  response: Response,
): Promise<StoredAccount | null> {
  const { people, passwords } = access;
  const before = await people.find(person);
  const account: Account = {
    person,
    name,
    role: 'admin',
    scope: wholeDesk,
    active: true,
    password: await passwords.hash(password),
    pin: pin === undefined ? null : await passwords.hash(pin),
  };
  const changed = { before: before && publicPart(before), after: publicPart(account) };
  const note = noteOf(access, request, response, { action: 'link-used', target: person, who: person, ...changed });
  if (!(await people.useLink(linkHash, account, note))) return null;
  access.identities.forget((identity) => identity.kind === 'person' && identity.person === person);
  return people.find(person);
}

function byNow({ now }: Access) {
  return { passwordAt: now(), replaces: null };
}

/** What the audit may hold of an account: never what proves that somebody is somebody. */
export function publicPart({ person, name, role, scope, active, pin }: Account): Record<string, unknown> {
  return { person, name, role, scope, active, pin: pin !== null };
}

interface Opening {
  readonly passwordAt: number;
  readonly replaces: PersonIdentity | null;
  readonly action: 'signed-in' | 'person-changed';
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** By PIN alone a console goes from shift to shift for no longer than a day and an hour. */
const longestByPinMs = 25 * hourMs;

/** A session lasts the shift and an hour, so that nobody is thrown out while handing over. */
export async function open(
  access: Access,
  { person, revision }: StoredAccount,
  { passwordAt, replaces, action }: Opening,
  request: Request,
  response: Response,
): Promise<boolean> {
  const secret = makeSecret('session');
  const [id, beganAt] = [makeId(), access.now()];
  const endsAt = Math.min(beganAt + access.shiftMs + hourMs, passwordAt + longestByPinMs);
  const session = {
    id,
    person,
    beganAt,
    endsAt,
    passwordAt,
    secretHash: hashOfSecret(secret),
    address: addressOf(request),
    device: deviceOf(request),
    replaces: replaces?.session ?? null,
  };
  const before = replaces && { person: replaces.person, session: replaces.session };
  const done = { action, target: person, who: person, before, after: { person, session: id } };
  if (!(await access.people.openSession(session, { revision }, noteOf(access, request, response, done)))) {
    sendProblem(response, 409, 'the account was changed at this very moment', 'Try again.');
    return false;
  }
  if (replaces) access.identities.forget((known) => known.kind === 'person' && known.session === replaces.session);
  // How long it is good for is the relay's to say, and it may last longer than was thought.
  response.set('set-cookie', cookieFor(secret, request, endsAt - beganAt + dayMs));
  return true;
}
