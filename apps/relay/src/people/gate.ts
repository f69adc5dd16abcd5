import { routes, type Action, type Identity, type PersonIdentity } from '@yagura/contract';
import { isWholeDesk, mayDo, wholeDesk } from '@yagura/domain';
import type { RequestHandler, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { credentialOf } from './credential.ts';
import { gateFor, type Gate } from './gates.ts';
import type { Identities, Known } from './identities.ts';

export interface GateOptions {
  readonly identities: Identities;
  /** Only this machine reaches the relay, so reading is not asked for a name. */
  readonly openReading: boolean;
}

/** Lets through to the API whom the table of gates lets through, and says to the others why not. */
export function gate({ identities, openReading }: GateOptions): RequestHandler {
  return async (request, response, next) => {
    if (!/^\/api(\/|$)/i.test(request.path)) return next();
    const found = gateFor(request.method, request.path);
    if (!found)
      return sendProblem(response, 404, 'there is nothing at this address', `GET ${routes.board} is a good beginning.`);
    const secret = credentialOf(request);
    const known = secret === null ? null : await identities.of(secret);
    const refusal = refusalOf(found, known, openReading);
    if (refusal) return sendProblem(response, ...refusal);
    response.locals['known'] = known === 'away' ? null : known;
    response.locals['away'] = known === 'away';
    next();
  };
}

/** Who asks, where somebody is known. */
export function knownTo(response: Response): Known | null {
  return (response.locals['known'] as Known | null | undefined) ?? null; // the gate alone writes it
}

/** Nobody in particular sees everything where reading is open. */
export function seesWholeDesk(response: Response): boolean {
  return isWholeDesk(knownTo(response)?.identity.scope ?? wholeDesk);
}

/** The person who asks: for routes whose gate lets nobody else through. */
export function personAt(response: Response): PersonIdentity {
  const identity = knownTo(response)?.identity;
  if (identity?.kind !== 'person') throw new Error('the gate of this route lets through who is no person');
  return identity;
}

/** True when somebody brought a secret and nobody can say now whose it is. */
export function isAwayAt(response: Response): boolean {
  return response.locals['away'] === true;
}

type Refusal = readonly [status: number, error: string, remedy: string];

export function refusalOf(found: Gate, known: Known | null | 'away', openReading: boolean): Refusal | null {
  if (found.needs === 'nobody') return null;
  const open = openReading && found.openHere === true;
  if (known === 'away') return open ? null : away;
  if (known === null) return open ? null : unknown;
  const { identity } = known;
  if (!open && !isEnough(found.needs, identity)) return tooLittle(found.needs, identity);
  return found.wholeDesk && !isWholeDesk(identity.scope) ? tooNarrow : null;
}

function isEnough(needs: Action | 'person', identity: Identity): boolean {
  return needs === 'person' ? identity.kind === 'person' : mayDo(identity, needs);
}

const away: Refusal = [503, 'Postgres is away, so nobody can say now who you are', 'Ask again when it is back.'];
const unknown: Refusal = [
  401,
  'you are not signed in',
  'Sign in on the wall, or send the bearer token that you were given.',
];
const tooNarrow: Refusal = [
  403,
  'this is about the whole desk, and your scope is a part of it',
  'Ask somebody whose scope is the whole desk.',
];

const does: Readonly<Record<Action | 'person', string>> = {
  view: 'look at the desk',
  act: 'act on incidents',
  mute: 'mute',
  plan: 'plan work',
  'approve-plan': 'approve planned work',
  'override-calendar': 'override a calendar',
  'manage-screens': 'manage screens',
  'read-audit': 'read the audit',
  'manage-people': 'manage people',
  'manage-webhooks': 'manage webhooks',
  person: 'do this',
};

function tooLittle(needs: Action | 'person', { kind, role }: Identity): Refusal {
  if (kind !== 'person' && (needs === 'person' || mayDo({ kind: 'person', role }, needs)))
    return [403, `a token may not ${does[needs]}: that takes a person`, 'Sign in as a person.'];
  return [403, `the role ${role} may not ${does[needs]}`, 'Ask somebody who may, or an admin for another role.'];
}
