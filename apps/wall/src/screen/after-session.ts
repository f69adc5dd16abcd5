import type { SessionAnswer } from '@yagura/contract';
import { aConsole, type ScreenState } from './screen.ts';

const notHeard = { sounds: false, silencedUntil: null } as const;

/** What this page is once it is known who is here: a person's console, or a screen that lost its token and is not heard. */
export function afterSession(before: ScreenState, session: SessionAnswer | null): ScreenState {
  if (before.settings === null || session === null || session.who?.kind === 'screen') return before;
  if (session.who !== null) return { ...aConsole, sound: before.sound };
  return before.room.sounds ? { ...before, room: notHeard } : before;
}
