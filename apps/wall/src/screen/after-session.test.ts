import type { SessionAnswer } from '@yagura/contract';
import { expect, test } from 'vitest';
import { signedIn } from '../test-support/people.ts';
import { leftWall } from '../test-support/screens.ts';
import { afterSession } from './after-session.ts';
import { aConsole, type ScreenState } from './screen.ts';

const nobody: SessionAnswer = { accounts: true, reading: 'open', who: null, may: [], colleagues: [] };
const screen: ScreenState = { ...aConsole, settings: leftWall, sound: 'armed' };

test('WI-72 a screen that lost its token is heard no more and knows that it was one; whoever signs in there has a console', () => {
  const lost = afterSession(screen, nobody);
  expect(lost).toEqual({ ...screen, room: { sounds: false, silencedUntil: null } });
  expect(afterSession(lost, nobody)).toBe(lost);
  expect(afterSession(screen, { ...nobody, who: signedIn() })).toEqual({ ...aConsole, sound: 'armed' });
  expect(afterSession(screen, null)).toBe(screen);
  expect(afterSession(aConsole, nobody)).toBe(aConsole);
});
