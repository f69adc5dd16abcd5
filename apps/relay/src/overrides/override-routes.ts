import { overrideSchema, routes, type CalendarOverride } from '@yagura/contract';
import { nearest, overrideProblem } from '@yagura/domain';
import { StoreAwayError, type EvidenceLog } from '@yagura/streams';
import express, { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import { isOwnOrigin, type DoorRules } from '../http/door.ts';
import { sendProblem } from '../http/problem.ts';
import { sendNoBoard } from '../http/refusals.ts';

export interface OverrideRoutesOptions {
  readonly current: () => LiveBoard | null;
  readonly evidence: Pick<EvidenceLog, 'appendInput'>;
  readonly door: DoorRules;
}

/** Somebody on this machine says that a day is other than its calendar says. Recorded here, judged by the engine. */
export function overrideRoutes(options: OverrideRoutesOptions): Router {
  const router = Router();
  router.post(routes.overrides, mayComeFrom(options.door), express.json({ limit: '4kb' }), (request, response) =>
    takeOverride(options, request, response),
  );
  router.use(routes.overrides, refuseUnreadable);
  return router;
}

function mayComeFrom({ insideContainer }: DoorRules) {
  return (request: Request, response: Response, next: () => void) => {
    if (!insideContainer && !isLoopback(request.socket.remoteAddress))
      return sendProblem(
        response,
        403,
        'overrides are taken from this machine only',
        'Use a screen on the relay itself.',
      );
    // A form of another site can send neither this content type nor our origin.
    if (!isOwnOrigin(request) || request.headers['sec-fetch-site'] === 'cross-site')
      return sendProblem(response, 403, 'another site may not do that', 'Use the panel on the wall itself.');
    if (!request.is('application/json'))
      return sendProblem(response, 415, 'the body is not JSON', 'Send content-type: application/json.');
    next();
  };
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address));
}

async function takeOverride(
  { current, evidence }: OverrideRoutesOptions,
  { body }: Request,
  response: Response,
): Promise<void> {
  const live = current();
  if (!live) return sendNoBoard(response);
  const parsed = overrideSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    const remedy = 'Send calendar, date, author, reason, and closed or open and close.';
    return sendProblem(response, 400, `${field === '' ? 'the override' : field}: ${issue?.message ?? ''}`, remedy);
  }
  const problem = problemOf(live, parsed.data);
  if (problem) return sendProblem(response, problem.status, problem.error, problem.remedy);
  try {
    await evidence.appendInput({ type: 'override', override: parsed.data });
    response.status(202).json({ recorded: true });
  } catch (error) {
    if (!(error instanceof StoreAwayError)) throw error;
    sendProblem(response, 503, 'Redis does not answer, so nothing was recorded', 'Say it again when Redis is back.');
  }
}

interface Problem {
  readonly status: number;
  readonly error: string;
  readonly remedy: string;
}

function problemOf({ inventory }: LiveBoard, override: CalendarOverride): Problem | null {
  const calendars = inventory?.calendars ?? [];
  const calendar = calendars.find(({ id }) => id === override.calendar);
  if (!calendar) {
    const ids = calendars.map(({ id }) => id);
    const meant = nearest(override.calendar, ids);
    const remedy = meant ? `Did you mean ${meant}?` : `The desk follows ${ids.join(', ') || 'none'}.`;
    return { status: 404, error: `the desk follows no calendar ${override.calendar}`, remedy };
  }
  const problem = overrideProblem(calendar, override);
  return problem === null ? null : { status: 422, error: problem, remedy: 'Correct it and send it again.' };
}

/** Express knows it by its four parameters. */
const refuseUnreadable: ErrorRequestHandler = (error: unknown, _, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status !== 400 && status !== 413) return next(error);
  sendProblem(response, status, 'the body is not the JSON of an override', 'Send one object of at most 4 kB.');
};
