import { nameSchema, routes, silenceSchema, type Deed } from '@yagura/contract';
import { utcOf } from '@yagura/domain';
import { Router, type Request, type Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { noteOf, withPeople } from '../people/access.ts';
import type { ScreenRoutesOptions } from './screen-routes.ts';

const minuteMs = 60_000;

type SilenceRoutesOptions = Pick<ScreenRoutesOptions, 'access' | 'watch'>;

/** Nobody in a room is heard for some minutes, and who wanted that is written down. */
export function silenceRoutes(options: SilenceRoutesOptions): Router {
  const router = Router();
  router.use(routes.roomSilence, smallJson());
  router.post(routes.roomSilence, (request, response) =>
    withPeople(response, 'no room can be silenced now', async () => {
      const body = readBody(silenceSchema, request.body, response, 'Send minutes, from 1 to 10.');
      if (body) await silence(options, { minutes: body.minutes, action: 'room-silenced' }, request, response);
    }),
  );
  router.delete(routes.roomSilence, (request, response) =>
    withPeople(response, 'no silence can be ended now', () =>
      silence(options, { minutes: null, action: 'room-heard' }, request, response),
    ),
  );
  return router;
}

interface Wanted {
  /** null: it ends. */
  readonly minutes: number | null;
  readonly action: Deed;
}

async function silence(
  { access, watch }: SilenceRoutesOptions,
  { minutes, action }: Wanted,
  request: Request,
  response: Response,
): Promise<void> {
  const room = nameSchema.safeParse(request.params['room']).data;
  const screens = watch.list().filter(({ settings }) => settings.room === room);
  if (room === undefined || screens.length === 0) return sendNoRoom(response);
  const silencedUntil = minutes === null ? null : access.now() + minutes * minuteMs;
  const before = { silencedUntil: screens[0]?.silencedUntil ?? null };
  const done = { action, target: room, before, after: { silencedUntil } };
  await access.people.note(noteOf(access, request, response, done));
  if (!watch.silence(room, silencedUntil)) return sendNoRoom(response);
  const text =
    silencedUntil === null ? `${room} is heard again.` : `${room} is silenced until ${utcOf(silencedUntil)}.`;
  response.json({ room, silencedUntil, text });
}

function sendNoRoom(response: Response): void {
  sendProblem(response, 404, 'there is no screen in a room of this name', `GET ${routes.screens} lists them.`);
}
