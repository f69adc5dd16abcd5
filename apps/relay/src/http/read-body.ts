import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { sendProblem } from './problem.ts';

/** One object of at most 4 kB: nothing that a person writes here is longer. */
export function smallJson(): RequestHandler {
  return express.json({ limit: '4kb' });
}

/** What was sent, or null after saying which field is wrong. It never repeats what was sent: that may be a secret. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown, response: Response, remedy: string): T | null {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  sendProblem(response, 400, `${field === '' ? 'the body' : field}: ${issue?.message ?? ''}`, remedy);
  return null;
}

/** What was sent to any route and could not be read. Express knows it by its four parameters. */
export const refuseUnreadable: ErrorRequestHandler = (error: unknown, _, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  // An address that cannot be decoded is no body.
  if (error instanceof URIError || (status !== 400 && status !== 413 && status !== 415)) return next(error);
  const most = error instanceof Error && 'limit' in error ? ` of at most ${Number(error.limit) / 1024} kB` : '';
  sendProblem(response, status, 'the body is not the JSON of this request', `Send one object${most}.`);
};
