import { errorAnswerSchema, routes, showMeAnswerSchema, showMeStepSchema, type ShowMeAnswer } from '@yagura/contract';
import { Router, type Response } from 'express';
import { sendProblem } from './problem.ts';

const answerWithinMs = 3000;
const nothingToShow: ShowMeAnswer = { available: [], running: null };

/** The buttons of the demo, passed on to the simulator; without one there are no buttons. */
export function showMeRoutes(simulatorUrl: string | null): Router {
  const router = Router();
  router.get(routes.showMe, async (_, response) => {
    if (simulatorUrl === null) response.json(nothingToShow);
    else await passOn(new URL('/show-me', simulatorUrl), 'GET', response);
  });
  router.post(routes.showMeStep, async (request, response) => {
    if (simulatorUrl === null)
      return sendProblem(response, 404, 'there is no simulator', 'Start without --no-simulator.');
    const step = showMeStepSchema.safeParse(request.params.step);
    if (!step.success) {
      const known = showMeStepSchema.options.join(', ');
      return sendProblem(response, 404, 'there is no such step', `Use one of ${known}.`);
    }
    return passOn(new URL(`/show-me/${step.data}`, simulatorUrl), 'POST', response);
  });
  return router;
}

async function passOn(url: URL, method: 'GET' | 'POST', response: Response): Promise<void> {
  const asked = await ask(url, method);
  const answer = showMeAnswerSchema.safeParse(asked?.body);
  if (asked && answer.success) return void response.status(asked.status).json(answer.data);
  const refusal = errorAnswerSchema.safeParse(asked?.body);
  if (asked && asked.status >= 400 && refusal.success) return void response.status(asked.status).json(refusal.data);
  sendProblem(response, 503, 'the simulator does not answer', 'Wait until it has started, or look at its log.');
}

async function ask(url: URL, method: string): Promise<{ status: number; body: unknown } | null> {
  try {
    const answer = await fetch(url, { method, signal: AbortSignal.timeout(answerWithinMs), redirect: 'error' });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return null; // away, too slow, or no JSON: the same sentence says all three
  }
}
