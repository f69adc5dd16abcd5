import type { Action, Identity } from '@yagura/contract';
import { actions } from '@yagura/contract';
import { mayDo } from '@yagura/domain';
import { isHistoryUnready, type Note, type People } from '@yagura/history';
import type { Request, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import type { RelayCounters } from '../relay-counters.ts';
import { addressOf } from './credential.ts';
import { knownTo } from './gate.ts';
import type { Identities } from './identities.ts';
import type { LockOut } from './lock-out.ts';
import { TooBusyError, type Passwords } from './passwords.ts';

/** What the routes about people share. */
export interface Access {
  readonly people: People;
  readonly identities: Identities;
  readonly passwords: Passwords;
  readonly locks: { readonly name: LockOut; readonly address: LockOut };
  readonly counters: RelayCounters;
  readonly now: () => number;
  readonly openReading: boolean;
  /** Whether somebody could let others in. Asked for until it is so: it never ceases to be. */
  readonly hasAccounts: () => Promise<boolean>;
  readonly shiftMs: number;
}

export function allowed(identity: Identity | null): Action[] {
  return identity === null ? [] : actions.filter((action) => mayDo(identity, action));
}

type Done = Pick<Note, 'action' | 'target'> & Partial<Pick<Note, 'before' | 'after' | 'who'>>;

/** A line for the audit about what this request does. */
export function noteOf({ now }: Access, request: Request, response: Response, done: Done): Note {
  const identity = knownTo(response)?.identity;
  const who = identity === undefined ? null : identity.kind === 'person' ? identity.person : `token:${identity.token}`;
  return { before: null, after: null, who, ...done, at: now(), address: addressOf(request) };
}

/** Answers, or says which of the two things that it needs is away or too busy. */
export async function withPeople(response: Response, what: string, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (error instanceof TooBusyError) {
      response.set('retry-after', '5');
      return sendProblem(response, 503, 'too many are signing in at once', 'Try again in a few seconds.');
    }
    if (!isHistoryUnready(error)) throw error;
    const remedy = 'Who is signed in stays signed in; the wall goes on. Try again when Postgres is back.';
    sendProblem(response, 503, `Postgres is away, so ${what}`, remedy);
  }
}
