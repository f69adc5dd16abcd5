import { changePersonSchema, routes, signInSchema, type Identity, type SessionAnswer } from '@yagura/contract';
import { isWithin, mayDo } from '@yagura/domain';
import { isHistoryUnready } from '@yagura/history';
import { Router, type Request, type Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { allowed, noteOf, withPeople, type Access } from './access.ts';
import { changePerson } from './change-person.ts';
import { noCookie } from './credential.ts';
import { isAwayAt, knownTo, personAt } from './gate.ts';
import { signIn } from './sign-in.ts';

/** Signing in and out, changing person, and looking after sessions. */
export function sessionRoutes(access: Access): Router {
  const router = Router();
  router.use(routes.session, smallJson());
  router.get(routes.session, (_, response) => sendSession(access, knownTo(response)?.identity ?? null, response));
  router.post(routes.session, (request, response) =>
    withPeople(response, 'nobody can sign in now', async () => {
      const body = readBody(signInSchema, request.body, response, 'Send person and password.');
      if (!body || !(await signIn(access, body, request, response))) return;
      await endSessionOf(access, request, response);
      response.status(201).json({ signedIn: true });
    }),
  );
  router.delete(routes.session, (request, response) => signOut(access, request, response));
  router.post(routes.sessionPerson, (request, response) =>
    withPeople(response, 'nobody can change person now', async () => {
      const body = readBody(changePersonSchema, request.body, response, 'Send person and pin.');
      if (body && (await changePerson(access, body, request, response))) response.status(201).json({ signedIn: true });
    }),
  );
  router.get(routes.sessions, (_, response) =>
    withPeople(response, 'sessions cannot be listed now', async () => {
      response.json({ sessions: await sessionsFor(access, personAt(response)) });
    }),
  );
  router.delete(routes.sessionById, (request, response) =>
    withPeople(response, 'nothing can be revoked now', () => revoke(access, request.params.id, request, response)),
  );
  return router;
}

async function sendSession(access: Access, who: Identity | null, response: Response): Promise<void> {
  if (isAwayAt(response))
    return sendProblem(
      response,
      503,
      'Postgres is away, so nobody can say now who you are',
      'Ask again when it is back.',
    );
  const answer: SessionAnswer = {
    ...(await accountsAndColleagues(access, who)),
    reading: access.openReading ? 'open' : 'sign-in',
    who,
    may: allowed(who),
  };
  response.json(answer);
}

async function accountsAndColleagues({ people, hasAccounts }: Access, who: Identity | null) {
  try {
    if (who?.kind !== 'person') return { accounts: await hasAccounts(), colleagues: [] };
    const others = (await people.list()).filter(({ person, active, pin }) => active && pin && person !== who.person);
    return { accounts: true, colleagues: others.map(({ person, name }) => ({ person, name })) };
  } catch (error) {
    if (!isHistoryUnready(error)) throw error;
    return { accounts: null, colleagues: [] };
  }
}

/** Whoever was signed in with this very browser until now is no more. */
async function endSessionOf(access: Access, request: Request, response: Response): Promise<void> {
  const identity = knownTo(response)?.identity;
  if (identity?.kind !== 'person') return;
  const { person, session } = identity;
  access.identities.forget((known) => known.kind === 'person' && known.session === session);
  const done = { action: 'signed-out', target: person, before: { person, session } } as const;
  await access.people.endSession(session, noteOf(access, request, response, done));
}

/** The browser forgets in any case, also while Postgres is away: what nobody holds any more ends at its end. */
async function signOut(access: Access, request: Request, response: Response): Promise<void> {
  try {
    await endSessionOf(access, request, response);
  } catch (error) {
    if (!isHistoryUnready(error)) throw error;
  }
  response.set('set-cookie', noCookie(request)).json({ signedIn: false });
}

/** One's own, and those of whom one manages: people who see no more than oneself. */
async function sessionsFor({ people, now }: Access, me: Identity & { readonly kind: 'person' }) {
  const sessions = await people.sessions(now());
  if (!mayDo(me, 'manage-people')) return sessions.filter(({ person }) => person === me.person);
  const managed = new Set(
    (await people.list()).filter(({ scope }) => isWithin(scope, me.scope)).map(({ person }) => person),
  );
  return sessions.filter(({ person }) => person === me.person || managed.has(person));
}

async function revoke(access: Access, id: string, request: Request, response: Response): Promise<void> {
  const found = (await sessionsFor(access, personAt(response))).find((session) => session.id === id);
  const done = { action: 'session-revoked', target: found?.person ?? null, before: found ?? null } as const;
  if (!found || !(await access.people.endSession(id, noteOf(access, request, response, done))))
    return sendProblem(response, 404, 'there is no such session', 'GET /api/v1/sessions lists those that you may end.');
  access.identities.forget((known) => known.kind === 'person' && known.session === id);
  response.json({ revoked: true });
}
