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
import { sendNoBoard, sendUnknown, sendWrongSpan, withHistory } from './refusals.ts';
import { spanOf } from './span.ts';

export interface BoardRoutesOptions {
  readonly current: () => LiveBoard | null;
  readonly history: Pick<History, 'changesOf'>;
  readonly deskNow: () => number;
}

export function boardRoutes(options: BoardRoutesOptions): Router {
  const { current, deskNow } = options;
  const router = Router();
  const withBoard = (answer: (board: Board, now: number) => unknown) => (_: Request, response: Response) => {
    const live = current();
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
    const live = current();
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
  if (!idSchema.safeParse(component).success) return sendUnknown(response, component, current());
  await withHistory(response, async () => {
    const found = await history.changesOf(component, span.from, span.to, maxChangesPerAnswer + 1);
    if (found.length === 0 && current()?.indexOf.has(component) === false)
      return sendUnknown(response, component, current());
    const changes = found.slice(-maxChangesPerAnswer);
    const answer: ChangesAnswer = { component, ...span, changes, truncated: found.length > changes.length };
    response.json(answer);
  });
}
