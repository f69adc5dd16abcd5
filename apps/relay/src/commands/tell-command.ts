import { commandSchema, type Command, type CommandAnswer } from '@yagura/contract';
import { isHistoryUnready } from '@yagura/history';
import type { Response } from 'express';
import type { z } from 'zod';
import { sendProblem } from '../http/problem.ts';
import { knownTo } from '../people/gate.ts';
import type { Told } from './command-desk.ts';

/** What the person who asks wants done; null after saying why it is none. */
export function commandOf(response: Response, id: string, does: unknown): Command | null {
  const identity = knownTo(response)?.identity;
  if (identity?.kind !== 'person') {
    sendProblem(response, 403, 'a token is no person', 'Sign in: what is done here carries a person.');
    return null;
  }
  const { person } = identity;
  const command = commandSchema.safeParse({ id, person, does } satisfies { [name in keyof Command]: unknown });
  if (command.success) return command.data;
  sendIssue(response, command.error);
  return null;
}

/** Does it, or says that nobody can say whether it was done: Postgres may have gone away between writing and saying so. */
export async function tellCommand(response: Response, tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (!isHistoryUnready(error)) throw error;
    const remedy = 'Send it again with the same key: whatever became of it, it is done once.';
    sendProblem(response, 503, 'Postgres does not answer, so nobody can say whether this was recorded', remedy);
  }
}

const statusOf: Readonly<Record<CommandAnswer['result'], number>> = {
  done: 200,
  conflict: 409,
  refused: 422,
  recorded: 202,
};

export function sendTold(response: Response, told: Told): void {
  if (told.result === 'busy')
    return sendProblem(response, 503, 'too much is asked at once, and nothing was done', 'Ask again in a moment.');
  if (told.result === 'reused')
    return sendProblem(
      response,
      409,
      'this key was used for something else',
      'Send another intention with another key.',
    );
  response.status(statusOf[told.result]).json(told);
}

export function sendIssue(response: Response, { issues: [issue] }: z.ZodError): void {
  const field = issue?.path.at(-1);
  const error = `${field === undefined ? 'the body' : String(field)}: ${issue?.message ?? 'not understood'}`;
  sendProblem(response, 400, error, 'Send a JSON object with a key of your own and what the verb needs.');
}
