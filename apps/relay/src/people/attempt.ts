import type { Request, Response } from 'express';
import { sendProblem } from '../http/problem.ts';
import type { Access } from './access.ts';
import { addressOf } from './credential.ts';

/** `busy`: it was not looked at, which was said. */
export type Attempt = 'right' | 'wrong' | 'busy';

/**
 * Looks whether a secret is right unless this name or this address was wrong too often. It counts before it looks, and
 * says the same of names that nobody has.
 */
export async function attempt(
  { locks, counters }: Pick<Access, 'locks' | 'counters'>,
  name: string | null,
  request: Request,
  response: Response,
  look: () => Promise<boolean>,
): Promise<Attempt> {
  const address = addressOf(request);
  const waitMs = Math.max(locks.address.waitMs(address), name === null ? 0 : locks.name.waitMs(name));
  if (waitMs > 0) {
    counters.signIn('locked-out');
    sendLocked(response, waitMs);
    return 'busy';
  }
  locks.address.count(address);
  if (name !== null) locks.name.count(name);
  let right = false;
  try {
    right = await look();
  } catch (error) {
    // It was not looked at, so it was not wrong.
    locks.address.takeBack(address);
    if (name !== null) locks.name.takeBack(name);
    throw error;
  }
  counters.signIn(right ? 'right' : 'wrong');
  if (!right) return 'wrong';
  // One right name gives an address no new attempts at others.
  locks.address.takeBack(address);
  if (name !== null) locks.name.forget(name);
  return 'right';
}

export function sendLocked(response: Response, waitMs: number, why = 'too many attempts were wrong'): void {
  const seconds = Math.ceil(waitMs / 1000);
  response.set('retry-after', String(seconds));
  sendProblem(response, 429, why, `Try again in ${seconds} s.`);
}
