import {
  newScreenSchema,
  routes,
  screenChangeSchema,
  screenSettingsSchema,
  type NewScreen,
  type ScreenChange,
  type ScreensAnswer,
  type Token,
  type WatchedScreen,
} from '@yagura/contract';
import { isWithin, wholeDesk } from '@yagura/domain';
import { Router, type Request, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { noteOf, withPeople, type Access } from '../people/access.ts';
import { knownTo, personAt } from '../people/gate.ts';
import { hashOfSecret, makeId, makeSecret } from '../people/secrets.ts';
import { sendNoCode, type PairingRoutesOptions } from './pairing-routes.ts';
import type { ScreenWatch } from './watch-screens.ts';

export interface ScreenRoutesOptions extends PairingRoutesOptions {
  readonly access: Access;
  readonly watch: ScreenWatch;
  /** Ends the connections of a screen. */
  readonly sendScreenAway: (id: string) => void;
  /** The board as whoever asks sees it. */
  readonly current: (response: Response) => LiveBoard | null;
}

/** Screens that were set up: listed with how they stand, approved by their code, changed and revoked. */
export function screenRoutes(options: ScreenRoutesOptions): Router {
  const router = Router();
  router.use(routes.screens, smallJson());
  router.get(routes.screens, (_, response) => {
    const answer: ScreensAnswer = { at: options.access.now(), screens: screensFor(options, response) };
    response.json(answer);
  });
  router.post(routes.screens, (request, response) =>
    withPeople(response, 'no screen can be set up now', () => approve(options, request, response)),
  );
  router.patch(routes.screen, (request, response) =>
    withPeople(response, 'no screen can be changed now', () => change(options, request.params.id, request, response)),
  );
  router.delete(routes.screen, (request, response) =>
    withPeople(response, 'nothing can be revoked now', () => revoke(options, request.params.id, request, response)),
  );
  return router;
}

/** Those that show no more than whoever asks sees. */
function screensFor({ watch }: ScreenRoutesOptions, response: Response): WatchedScreen[] {
  const scope = knownTo(response)?.identity.scope ?? wholeDesk;
  return watch.list().filter((screen) => isWithin(screen.scope, scope));
}

async function approve(options: ScreenRoutesOptions, request: Request, response: Response): Promise<void> {
  const body = readBody(newScreenSchema, request.body, response, 'Send code, settings and scope.');
  if (!body || isViewUnknown(options, body.settings, response)) return;
  if (!isWithin(body.scope, personAt(response).scope))
    return sendProblem(response, 403, 'this screen would show more than you see', 'Give a part of what you see.');
  const taken = options.pairings.take(body.code);
  if (!taken) return sendNoCode(response);
  const secret = makeSecret('token');
  const isMade = await store(options, body, secret, request, response).catch((error: unknown) => {
    taken.giveBack();
    throw error;
  });
  if (!isMade) return taken.giveBack();
  taken.hand(secret);
  // Whoever sets up a whole room is not held for somebody who tries codes.
  options.askedCodes.takeBack(taken.address);
}

/** False after saying why it was not. */
async function store(
  { access, watch }: ScreenRoutesOptions,
  { settings, scope }: NewScreen,
  secret: string,
  request: Request,
  response: Response,
): Promise<boolean> {
  const { name } = settings;
  const [madeBy, madeAt] = [personAt(response).person, access.now()];
  const token: Token = { id: makeId(), kind: 'screen', name, role: 'viewer', scope, madeBy, madeAt };
  const screen = { id: token.id, settings, scope, madeBy, madeAt };
  const note = noteOf(access, request, response, { action: 'screen-made', target: token.id, after: screen });
  const stored = await access.people.addScreen({ token, secretHash: hashOfSecret(secret), settings }, note);
  if (stored === 'full')
    sendProblem(response, 409, 'there are as many screens as there may be', 'Revoke some that are gone.');
  if (stored === 'taken') sendTaken(response, name);
  if (stored !== 'stored') return false;
  await watch.refresh();
  response.status(201).json({ screen });
  return true;
}

async function change(options: ScreenRoutesOptions, id: string, request: Request, response: Response): Promise<void> {
  const { access, watch } = options;
  const body = readBody(screenChangeSchema, request.body, response, 'Send what shall be other.');
  if (!body || isViewUnknown(options, body, response)) return;
  const before = screensFor(options, response).find((screen) => screen.id === id);
  if (!before) return sendNoScreen(response);
  if (Object.keys(body).length === 0)
    return sendProblem(response, 400, 'nothing would be other than it is', 'Send what shall be other.');
  const settings = screenSettingsSchema.parse({ ...before.settings, ...body });
  const done = { action: 'screen-changed', target: id, before: before.settings, after: settings } as const;
  const stored = await access.people.changeScreen(id, body, noteOf(access, request, response, done));
  if (stored === 'none') return sendNoScreen(response);
  if (stored === 'taken') return sendTaken(response, settings.name);
  access.identities.forget((known) => known.kind !== 'person' && known.token === id);
  await watch.refresh();
  const { scope, madeBy, madeAt } = before;
  response.json({ screen: { id, settings, scope, madeBy, madeAt } });
}

async function revoke(options: ScreenRoutesOptions, id: string, request: Request, response: Response): Promise<void> {
  const { access, watch, sendScreenAway } = options;
  const found = screensFor(options, response).find((screen) => screen.id === id);
  if (!found) return sendNoScreen(response);
  const { settings, scope } = found;
  const note = noteOf(access, request, response, { action: 'screen-revoked', target: id, before: { settings, scope } });
  if (!(await access.people.endToken(id, note))) return sendNoScreen(response);
  access.identities.forget((known) => known.kind !== 'person' && known.token === id);
  sendScreenAway(id);
  await watch.refresh();
  response.json({ revoked: true });
}

/** True after saying so. */
function isViewUnknown({ current }: ScreenRoutesOptions, { view }: ScreenChange, response: Response): boolean {
  if (view === undefined || view === null) return false;
  const views = current(response)?.board.layout.views ?? [];
  if (views.some(({ id }) => id === view)) return false;
  const known = views.map(({ id }) => id).join(', ');
  const remedy = known === '' ? 'Send null for the map.' : `Send null for the map, or one of: ${known}.`;
  sendProblem(response, 400, 'view: there is no such view on the desk', remedy);
  return true;
}

function sendTaken(response: Response, name: string): void {
  sendProblem(response, 409, `there is a screen “${name}” already`, 'Give it another name: people call it by it.');
}

function sendNoScreen(response: Response): void {
  sendProblem(response, 404, 'there is no such screen', `GET ${routes.screens} lists them.`);
}
