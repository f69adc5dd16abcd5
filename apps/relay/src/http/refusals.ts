import { idSchema, routes } from '@yagura/contract';
import { nearest } from '@yagura/domain';
import { isHistoryAway } from '@yagura/history';
import type { Response } from 'express';
import { noBoardYet } from '../board/board-follower.ts';
import type { LiveBoard } from '../board/live-board.ts';
import { sendProblem } from './problem.ts';

export function sendNoBoard(response: Response): void {
  sendProblem(response, 503, noBoardYet, 'Wait for the engine, or ask its /readyz what it waits for.');
}

export function sendWrongSpan(response: Response): void {
  const remedy = 'Give both as milliseconds or as ISO 8601 with a zone, such as 2026-01-31T08:00:00Z, from before to.';
  sendProblem(response, 400, 'from and to are not a span of time', remedy);
}

/** Answers from the history, or says that it is away. */
export async function withHistory(response: Response, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!isHistoryAway(error)) throw error;
    const remedy = 'Judging and showing go on without it; nothing is lost. Ask again when Postgres is back.';
    sendProblem(response, 503, 'The history is away, so the past cannot be read now', remedy);
  }
}

/** Says which component was most likely meant. */
export function sendUnknown(response: Response, id: string, live: LiveBoard | null): void {
  const isId = idSchema.safeParse(id).success;
  const meant = isId && live ? nearest(id, live.indexOf.keys()) : null;
  const remedy = `GET ${routes.components} lists them all.`;
  const error = `there is no component ${isId ? id : 'of that name'} on the desk`;
  sendProblem(response, 404, error, meant === null ? remedy : `Did you mean ${meant}? ${remedy}`);
}
