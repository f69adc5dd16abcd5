import { overrideSchema, routes, type CalendarOverride } from '@yagura/contract';
import { nearest, overrideProblem } from '@yagura/domain';
import { StoreAwayError, type EvidenceLog } from '@yagura/streams';
import { Router, type Request, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import { sendProblem } from '../http/problem.ts';
import { readBody, smallJson } from '../http/read-body.ts';
import { sendNoBoard } from '../http/refusals.ts';
import { knownTo } from '../people/gate.ts';

export interface OverrideRoutesOptions {
  readonly current: (response: Response) => LiveBoard | null;
  readonly evidence: Pick<EvidenceLog, 'appendInput'>;
}

/** Somebody says that a day is other than its calendar says. Recorded here under their name, judged by the engine. */
export function overrideRoutes(options: OverrideRoutesOptions): Router {
  const router = Router();
  router.use(routes.overrides, smallJson());
  router.post(routes.overrides, (request, response) => takeOverride(options, request, response));
  return router;
}

async function takeOverride(
  { current, evidence }: OverrideRoutesOptions,
  request: Request,
  response: Response,
): Promise<void> {
  const live = current(response);
  if (!live) return sendNoBoard(response);
  const said: object = request.body instanceof Object ? request.body : {};
  const remedy = 'Send calendar, date, reason, and closed or open and close.';
  const override = readBody(overrideSchema, { ...said, author: authorAt(response) }, response, remedy);
  if (!override) return;
  const problem = problemOf(live, override);
  if (problem) return sendProblem(response, problem.status, problem.error, problem.remedy);
  try {
    await evidence.appendInput({ type: 'override', override });
    response.status(202).json({ recorded: true });
  } catch (error) {
    if (!(error instanceof StoreAwayError)) throw error;
    sendProblem(response, 503, 'Redis does not answer, so nothing was recorded', 'Say it again when Redis is back.');
  }
}

/** The author is who is signed in, whatever the body says. */
function authorAt(response: Response): string {
  const identity = knownTo(response)?.identity;
  if (!identity) throw new Error('the gate of this route lets through who is nobody');
  return identity.kind === 'person' ? `${identity.name} (${identity.person})` : identity.name;
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
