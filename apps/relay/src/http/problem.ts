import type { ErrorAnswer } from '@yagura/contract';
import type { Response } from 'express';

export function sendProblem(response: Response, status: number, error: string, remedy: string): void {
  const answer: ErrorAnswer = { error, remedy };
  response.status(status).json(answer);
}
