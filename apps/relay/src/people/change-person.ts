import type { Request, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import { noteOf, type Access } from './access.ts';
import { attempt } from './attempt.ts';
import { knownTo, personAt } from './gate.ts';
import { open } from './sign-in.ts';

/** The console goes to somebody else, who proves by their PIN that it is them. Without a session there is no console. */
export async function changePerson(
  access: Access,
  { person, pin }: { readonly person: string; readonly pin: string },
  request: Request,
  response: Response,
): Promise<boolean> {
  const account = await access.people.find(person);
  const right = await attempt(access, `pin of ${person}`, request, response, async () => {
    const matches = await access.passwords.matches(pin, account?.pin ?? null);
    return matches && account?.active === true;
  });
  if (right === 'wrong') {
    const done = { action: 'person-change-failed', target: account?.person ?? null } as const;
    await access.people.note(noteOf(access, request, response, done));
    sendProblem(response, 403, 'this PIN is not theirs', 'Try again, or sign in by password.');
  }
  if (right !== 'right' || !account) return false;
  const passwordAt = knownTo(response)?.passwordAt ?? 0;
  return open(
    access,
    account,
    { passwordAt, replaces: personAt(response), action: 'person-changed' },
    request,
    response,
  );
}
