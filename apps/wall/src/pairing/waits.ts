import type { SessionAnswer } from '@yagura/contract';
import type { Place } from '../pages/place.ts';

/**
 * Whether this page waits to be set up as a screen: at the address of screens without the token of one, or anywhere
 * once the token that it had was taken away.
 */
export function waitsToBeScreen(session: SessionAnswer | null, place: Place, wasScreen: boolean): boolean {
  if (session === null || session.who?.kind === 'screen') return false;
  return place.kind === 'screen' || (wasScreen && session.who === null);
}
