import {
  auditAnswerSchema,
  newTokenAnswerSchema,
  peopleAnswerSchema,
  routes,
  sessionsAnswerSchema,
  tokensAnswerSchema,
  type AuditAnswer,
  type Person,
  type PersonChange,
  type Session,
  type Token,
} from '@yagura/contract';
import type { z } from 'zod';
import { problemIn, say, send } from '../people/send.ts';
import type { NewPerson, NewToken } from './drafts.ts';

export type Answered<Answer> = { readonly answer: Answer } | { readonly problem: string };
/** null: it is done; else a sentence that says why it is not. */
export type Done = Promise<string | null>;

/** What the relay knows of people and of what they hold, and what is wanted of it. */
export interface AdminApi {
  people(): Promise<Answered<readonly Person[]>>;
  makePerson(body: NewPerson): Done;
  changePerson(person: string, change: PersonChange): Done;
  sessions(): Promise<Answered<readonly Session[]>>;
  endSession(id: string): Done;
  tokens(): Promise<Answered<readonly Token[]>>;
  makeToken(body: NewToken): Promise<Answered<z.infer<typeof newTokenAnswerSchema>>>;
  endToken(id: string): Done;
  audit(from: number, to: number): Promise<Answered<AuditAnswer>>;
}

/** `base` is empty in a page: the relay that served it is the one that is asked. */
export function adminApi(base = ''): AdminApi {
  const at = (route: string, id = '') => base + route.replace(':id', encodeURIComponent(id));
  return {
    people: async () => only(await ask(peopleAnswerSchema, 'GET', at(routes.people)), ({ people }) => people),
    makePerson: (body) => say('POST', at(routes.people), body),
    changePerson: (person, change) => say('PATCH', at(routes.person, person), change),
    sessions: async () => only(await ask(sessionsAnswerSchema, 'GET', at(routes.sessions)), (body) => body.sessions),
    endSession: (id) => say('DELETE', at(routes.sessionById, id), {}),
    tokens: async () => only(await ask(tokensAnswerSchema, 'GET', at(routes.tokens)), ({ tokens }) => tokens),
    makeToken: (body) => ask(newTokenAnswerSchema, 'POST', at(routes.tokens), body),
    endToken: (id) => say('DELETE', at(routes.token, id), {}),
    audit: (from, to) => ask(auditAnswerSchema, 'GET', `${at(routes.audit)}?from=${from}&to=${to}`),
  };
}

export async function ask<Answer>(
  schema: z.ZodType<Answer>,
  method: string,
  path: string,
  said?: object,
): Promise<Answered<Answer>> {
  const { ok, body } = await send(method, path, said);
  const answer = schema.safeParse(body);
  return ok && answer.success ? { answer: answer.data } : { problem: problemIn(body) };
}

function only<Answer, Part>(answered: Answered<Answer>, part: (answer: Answer) => Part): Answered<Part> {
  return 'problem' in answered ? answered : { answer: part(answered.answer) };
}
