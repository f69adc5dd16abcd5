import {
  newPairingSchema,
  pairingAnswerSchema,
  routes,
  type PairingOutcome,
  type WaitingScreen,
} from '@yagura/contract';
import { Router, type Request, type Response } from 'express';
import type { z } from 'zod';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { sendLocked } from '../people/attempt.ts';
import { addressOf, cookieFor, deviceOf, pairingCookieFor, pairingSecretOf } from '../people/credential.ts';
import type { LockOut } from '../people/lock-out.ts';
import type { Pairings } from './pairings.ts';

export interface PairingRoutesOptions {
  readonly pairings: Pairings;
  /** How often one address may ask for a code. */
  readonly askedCodes: LockOut;
}

/** A new screen asks for a code, somebody looks at whose it is, and the screen learns what became of it. */
export function pairingRoutes(options: PairingRoutesOptions): Router {
  const { pairings } = options;
  const router = Router();
  router.use(routes.pairings, smallJson());
  router.post(routes.pairings, (request, response) => begin(options, request, response));
  router.post(routes.pairingOutcome, (request, response) => tellOutcome(pairings, request, response));
  router.get(routes.pairing, (request, response) => {
    const waiting: WaitingScreen | null = pairings.find(request.params.id);
    if (waiting) response.json(waiting);
    else sendNoCode(response);
  });
  return router;
}

export function sendNoCode(response: Response): void {
  const remedy = 'Look at the screen again: a code lasts ten minutes and is good once.';
  sendProblem(response, 404, 'no screen waits with this code', remedy);
}

function begin({ pairings, askedCodes }: PairingRoutesOptions, request: Request, response: Response): void {
  const body = readBody(newPairingSchema, request.body, response, 'Send width and height in pixels.');
  if (!body) return;
  const secret = pairingSecretOf(request);
  const shown = secret === null ? null : pairings.shown(secret, body);
  // A page that was loaded again goes on showing its code.
  if (shown) return sendCode(response, 200, shown);
  const address = addressOf(request);
  const waitMs = askedCodes.waitMs(address);
  if (waitMs > 0) return sendLocked(response, waitMs, 'too many codes were asked for from here');
  askedCodes.count(address);
  const begun = pairings.begin({ ...body, address, device: deviceOf(request) });
  if (begun === 'full') {
    response.set('retry-after', '60');
    return sendProblem(response, 503, 'as many screens wait to be set up as may', 'Set those up, or wait ten minutes.');
  }
  response.set('set-cookie', pairingCookieFor(begun.secret, request));
  sendCode(response, 201, begun);
}

function sendCode(response: Response, status: number, { code, endsAt }: z.infer<typeof pairingAnswerSchema>): void {
  response.status(status).json({ code, endsAt });
}

/** The token goes into the cookie of the session, where no page reads it, and nowhere else. */
function tellOutcome(pairings: Pairings, request: Request, response: Response): void {
  const secret = pairingSecretOf(request);
  const found = secret === null ? 'over' : pairings.outcome(secret);
  if (typeof found === 'object')
    response.set('set-cookie', [cookieFor(found.token, request, null), pairingCookieFor('', request)]);
  const outcome: PairingOutcome = typeof found === 'object' ? 'approved' : found;
  response.json({ outcome });
}
