import { lastChangesExplained, routes } from '@yagura/contract';
import { isHistoryAway } from '@yagura/history';
import { Router } from 'express';
import { sendNoBoard, sendUnknown } from '../http/refusals.ts';
import type { BoardRoutesOptions } from '../http/board-routes.ts';
import { explainAnswer, type Past } from './explain-answer.ts';

const pastMs = 30 * 24 * 3_600_000;
/** The rest of an explanation is worth more now than the past is worth later. */
const historyPatienceMs = 1000;

export function explainRoutes(options: BoardRoutesOptions): Router {
  const { current, deskNow } = options;
  const router = Router();
  router.get(routes.explain, async (request, response) => {
    const { id } = request.params;
    const before = current(response);
    if (!before) return sendNoBoard(response);
    if (!before.indexOf.has(id)) return sendUnknown(response, id, before);
    const past = await pastOf(options, id);
    const live = current(response) ?? before;
    const index = live.indexOf.get(id);
    const answer = index === undefined ? null : explainAnswer(live, index, past, deskNow());
    if (answer) response.json(answer);
    else sendUnknown(response, id, live);
  });
  return router;
}

async function pastOf(options: BoardRoutesOptions, id: string): Promise<Past> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Past>((resolve) => {
    timer = setTimeout(resolve, historyPatienceMs, { absent: 'The history did not answer in time.' });
  });
  try {
    return await Promise.race([tooLate, readPast(options, id)]);
  } finally {
    clearTimeout(timer);
  }
}

async function readPast({ history, deskNow }: BoardRoutesOptions, id: string): Promise<Past> {
  const now = deskNow();
  try {
    const found = await history.changesOf(id, now - pastMs, now, lastChangesExplained);
    return { changes: found.toReversed() };
  } catch (error) {
    if (!isHistoryAway(error)) throw error;
    return { absent: 'The history is away, so past changes cannot be read now.' };
  }
}
