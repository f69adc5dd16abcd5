import { newPersonSchema, personChangeSchema, routes, type Person, type PersonChange } from '@yagura/contract';
import { isWithin, mayDo } from '@yagura/domain';
import type { StoredAccount } from '@yagura/history';
import { Router, type Request, type Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { noteOf, withPeople, type Access } from './access.ts';
import { attempt } from './attempt.ts';
import { personAt } from './gate.ts';
import { publicPart } from './sign-in.ts';

/** Accounts: who there is, and what they may. Everybody may change their own password and PIN. */
export function peopleRoutes(access: Access): Router {
  const router = Router();
  router.use(routes.people, smallJson());
  router.get(routes.people, (_, response) =>
    withPeople(response, 'people cannot be listed now', async () => {
      const me = personAt(response);
      response.json({ people: (await access.people.list()).filter(({ scope }) => isWithin(scope, me.scope)) });
    }),
  );
  router.post(routes.people, (request, response) =>
    withPeople(response, 'no account can be made now', () => make(access, request, response)),
  );
  router.patch(routes.person, (request, response) =>
    withPeople(response, 'no account can be changed now', () => change(access, request.params.id, request, response)),
  );
  return router;
}

const tooWide = [403, 'this scope is wider than yours', 'Give a part of what you see yourself.'] as const;

async function make(access: Access, request: Request, response: Response): Promise<void> {
  const body = readBody(
    newPersonSchema,
    request.body,
    response,
    'Send person, name, role, scope, password and perhaps pin.',
  );
  if (!body) return;
  if (!isWithin(body.scope, personAt(response).scope)) return sendProblem(response, ...tooWide);
  const { password, pin, ...rest } = body;
  const account = {
    ...rest,
    active: true,
    password: await access.passwords.hash(password),
    pin: pin === undefined ? null : await access.passwords.hash(pin),
  };
  const done = { action: 'account-made', target: body.person, after: publicPart(account) } as const;
  if (await access.people.add(account, noteOf(access, request, response, done)))
    return void response.status(201).json({ person: personOf(account) });
  sendProblem(response, 409, `there is a ${body.person} already`, 'Choose another id: none is given twice.');
}

async function change(access: Access, id: string, request: Request, response: Response): Promise<void> {
  const me = personAt(response);
  const body = readBody(personChangeSchema, request.body, response, 'Send only what is to change.');
  if (!body) return;
  const account = await access.people.find(id);
  const seen =
    account && (id === me.person || (mayDo(me, 'manage-people') && isWithin(account.scope, me.scope))) ? account : null;
  if (!seen)
    return sendProblem(response, 404, 'there is no such person', 'GET /api/v1/people lists those whom you manage.');
  if (!(await mayChange(access, seen, body, request, response))) return;
  const { password, pin } = body;
  const next: StoredAccount = {
    ...seen,
    name: body.name ?? seen.name,
    role: body.role ?? seen.role,
    scope: body.scope ?? seen.scope,
    active: body.active ?? seen.active,
    ...(password !== undefined && { password: await access.passwords.hash(password) }),
    ...(pin !== undefined && { pin: pin === null ? null : await access.passwords.hash(pin) }),
  };
  const secrets = { password: password !== undefined, pin: pin !== undefined };
  const after = { ...publicPart(next), changed: secrets };
  const note = noteOf(access, request, response, {
    action: 'account-changed',
    target: id,
    before: publicPart(seen),
    after,
  });
  const ends = password !== undefined || !next.active;
  const ending = ends ? { endsSessionsBut: id === me.person ? me.session : null } : null;
  const outcome = await access.people.change(next, note, ending);
  access.identities.forget((known) => known.kind === 'person' && known.person === id);
  if (outcome === 'done') return void response.json({ person: personOf(next) });
  if (outcome === 'last-keeper')
    return sendProblem(
      response,
      409,
      'then nobody could let others in',
      'Make somebody else an admin of the whole desk first.',
    );
  sendProblem(response, 409, 'somebody changed this account at the same time', 'Look at it again.');
}

/** Said why not when false. */
async function mayChange(
  access: Access,
  { person, password }: StoredAccount,
  body: PersonChange,
  request: Request,
  response: Response,
): Promise<boolean> {
  const me = personAt(response);
  const { password: newPassword, pin, current, ...rest } = body;
  if (Object.keys(rest).length > 0 && !mayDo(me, 'manage-people')) {
    sendProblem(response, 403, `the role ${me.role} may change no more than its own password and PIN`, 'Ask an admin.');
    return false;
  }
  if (body.scope && !isWithin(body.scope, me.scope)) {
    sendProblem(response, ...tooWide);
    return false;
  }
  if (person !== me.person || (newPassword === undefined && pin === undefined)) return true;
  // Who finds a console unlocked must not be able to keep it.
  const right = await attempt(access, `password of ${person}`, request, response, () =>
    access.passwords.matches(current ?? '', password),
  );
  if (right === 'wrong') sendProblem(response, 403, 'the current password is not right', 'Send it as current.');
  return right === 'right';
}

function personOf({ person, name, role, scope, active, pin }: Omit<Person, 'pin'> & { pin: string | null }): Person {
  return { person, name, role, scope, active, pin: pin !== null };
}
