import { newTokenSchema, routes, type Token } from '@yagura/contract';
import { atLeast, isWithin } from '@yagura/domain';
import { Router, type Request, type Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { noteOf, withPeople, type Access } from './access.ts';
import { personAt } from './gate.ts';
import { hashOfSecret, makeId, makeSecret } from './secrets.ts';

/** Tokens of screens and of automation: told once, known by their hashes, good until they are revoked. */
export function tokenRoutes(access: Access): Router {
  const router = Router();
  router.use(routes.tokens, smallJson());
  router.get(routes.tokens, (_, response) =>
    withPeople(response, 'tokens cannot be listed now', async () => {
      response.json({ tokens: await tokensFor(access, response) });
    }),
  );
  router.post(routes.tokens, (request, response) =>
    withPeople(response, 'no token can be made now', () => make(access, request, response)),
  );
  router.delete(routes.token, (request, response) =>
    withPeople(response, 'nothing can be revoked now', () => revoke(access, request.params.id, request, response)),
  );
  return router;
}

async function tokensFor({ people }: Access, response: Response): Promise<readonly Token[]> {
  const me = personAt(response);
  return (await people.tokens()).filter(({ scope }) => isWithin(scope, me.scope));
}

async function make(access: Access, request: Request, response: Response): Promise<void> {
  const me = personAt(response);
  const body = readBody(newTokenSchema, request.body, response, 'Send kind, name, scope and, for automation, role.');
  if (!body) return;
  const role = body.kind === 'screen' ? 'viewer' : body.role;
  if (!isWithin(body.scope, me.scope) || !atLeast(me.role, role))
    return sendProblem(response, 403, 'this token would be allowed more than you are', 'Give a part of what you may.');
  const { kind, name, scope } = body;
  const token: Token = { id: makeId(), kind, name, role, scope, madeBy: me.person, madeAt: access.now() };
  const secret = makeSecret('token');
  const note = noteOf(access, request, response, { action: 'token-made', target: token.id, after: token });
  if (await access.people.addToken(token, hashOfSecret(secret), note))
    return void response.status(201).json({ token, secret });
  sendProblem(response, 409, 'there are as many tokens as there may be', 'Revoke some that nobody uses.');
}

async function revoke(access: Access, id: string, request: Request, response: Response): Promise<void> {
  const found = (await tokensFor(access, response)).find((token) => token.id === id);
  const note = noteOf(access, request, response, { action: 'token-revoked', target: id, before: found ?? null });
  if (!found || !(await access.people.endToken(id, note)))
    return sendProblem(response, 404, 'there is no such token', 'GET /api/v1/tokens lists them.');
  access.identities.forget((known) => known.kind !== 'person' && known.token === id);
  response.json({ revoked: true });
}
