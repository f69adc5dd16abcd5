import {
  idSchema,
  maxChangesPerAnswer,
  routes,
  type Board,
  type ChangesAnswer,
  type ComponentsAnswer,
} from '@yagura/contract';
import type { History } from '@yagura/history';
import { Router, type Request, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import { boardAnswer, componentAnswer, componentAnswers, isLive } from './answers.ts';
import { seesWholeDesk } from '../people/gate.ts';
import { sendNoBoard, sendUnknown, sendWrongSpan, withHistory } from './refusals.ts';
import { spanOf } from './span.ts';

export interface BoardRoutesOptions {
  /** The board as whoever asks may see it. */
  readonly current: (response: Response) => LiveBoard | null;
  readonly history: Pick<History, 'changesOf'>;
  readonly deskNow: () => number;
}

export function boardRoutes(options: BoardRoutesOptions): Router {
  const { current, deskNow } = options;
  const router = Router();
  const withBoard = (answer: (board: Board, now: number) => unknown) => (_: Request, response: Response) => {
    const live = current(response);
    if (live) response.json(answer(live.board, deskNow()));
    else sendNoBoard(response);
  };
  router.get(routes.board, withBoard(boardAnswer));
  router.get(
    routes.components,
    withBoard((board, now): ComponentsAnswer => ({
      at: board.at,
      live: isLive(board, now),
      components: componentAnswers(board, now),
    })),
  );
  router.get(routes.component, (request, response) => {
    const live = current(response);
    if (!live) return sendNoBoard(response);
    const index = live.indexOf.get(request.params.id);
    const answer = index === undefined ? null : componentAnswer(live.board, index, deskNow());
    if (answer) response.json(answer);
    else sendUnknown(response, request.params.id, live);
  });
  router.get(routes.changes, (request, response) => sendChanges(options, request.params.id, request.query, response));
  return router;
}

async function sendChanges(
  { current, history, deskNow }: BoardRoutesOptions,
  component: string,
  query: Request['query'],
  response: Response,
): Promise<void> {
  const span = spanOf(query, deskNow());
  if (!span) return sendWrongSpan(response);
  const live = current(response);
  const isOnDesk = live === null || live.indexOf.has(component);
  // Of what is on the desk no more the history still knows; whether a narrower scope saw it, nobody does.
  const mayHaveBeen = isOnDesk || seesWholeDesk(response);
  if (!idSchema.safeParse(component).success || !mayHaveBeen) return sendUnknown(response, component, live);
  await withHistory(response, async () => {
    const found = await history.changesOf(component, span.from, span.to, maxChangesPerAnswer + 1);
    if (found.length === 0 && !isOnDesk) return sendUnknown(response, component, live);
    const changes = found.slice(-maxChangesPerAnswer);
    const answer: ChangesAnswer = { component, ...span, changes, truncated: found.length > changes.length };
    response.json(answer);
  });
}
