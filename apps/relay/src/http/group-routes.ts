import { maxAnnouncementsPerAnswer, routes, type AnnouncementsAnswer, type GroupsAnswer } from '@yagura/contract';
import type { History } from '@yagura/history';
import { Router, type Request, type Response } from 'express';
import type { LiveBoard } from '../board/live-board.ts';
import { isLive } from './answers.ts';
import { sendNoBoard, sendWrongSpan, withHistory } from './refusals.ts';
import { spanOf } from './span.ts';

export interface GroupRoutesOptions {
  readonly current: (response: Response) => LiveBoard | null;
  readonly history: Pick<History, 'announcementsBetween'>;
  readonly deskNow: () => number;
}

/** What belongs together now, and what was said of it. */
export function groupRoutes(options: GroupRoutesOptions): Router {
  const router = Router();
  router.get(routes.groups, (_, response) => {
    const live = options.current(response);
    if (!live) return sendNoBoard(response);
    const { at, alarms } = live.board;
    const answer: GroupsAnswer = { at, live: isLive(live.board, options.deskNow()), groups: alarms };
    response.json(answer);
  });
  router.get(routes.announcements, (request, response) => sendAnnouncements(options, request.query, response));
  return router;
}

async function sendAnnouncements(
  { history, deskNow }: GroupRoutesOptions,
  query: Request['query'],
  response: Response,
): Promise<void> {
  const span = spanOf(query, deskNow());
  if (!span) return sendWrongSpan(response);
  await withHistory(response, async () => {
    const found = await history.announcementsBetween(span.from, span.to, maxAnnouncementsPerAnswer + 1);
    const announcements = found.slice(-maxAnnouncementsPerAnswer);
    const answer: AnnouncementsAnswer = { ...span, announcements, truncated: found.length > announcements.length };
    response.json(answer);
  });
}
