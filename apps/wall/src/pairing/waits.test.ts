import type { SessionAnswer } from '@yagura/contract';
import { expect, test } from 'vitest';
import { signedIn } from '../test-support/people.ts';
import { waitsToBeScreen } from './waits.ts';

const nobody: SessionAnswer = { accounts: true, reading: 'open', who: null, may: [], colleagues: [] };
const scope = { sites: 'all', owners: 'all' } as const;
const screen: SessionAnswer = {
  ...nobody,
  who: { kind: 'screen', token: 't1', name: 'Left wall', role: 'viewer', scope },
};

test('WI-72 a page waits to be a screen at its address without a token, and wherever its token was taken away', () => {
  expect(waitsToBeScreen(nobody, { kind: 'screen' }, false)).toBe(true);
  expect(waitsToBeScreen(screen, { kind: 'screen' }, false)).toBe(false);
  expect(waitsToBeScreen({ ...nobody, who: signedIn() }, { kind: 'screen' }, false)).toBe(true);
  expect(waitsToBeScreen(nobody, { kind: 'wall' }, true)).toBe(true);
  expect(waitsToBeScreen(nobody, { kind: 'wall' }, false)).toBe(false);
  expect(waitsToBeScreen(screen, { kind: 'wall' }, true)).toBe(false);
  expect(waitsToBeScreen({ ...nobody, who: signedIn() }, { kind: 'wall' }, true)).toBe(false);
});

test('WI-72 while nobody can say whose page it is, it stays what it was', () => {
  expect(waitsToBeScreen(null, { kind: 'screen' }, false)).toBe(false);
  expect(waitsToBeScreen(null, { kind: 'wall' }, true)).toBe(false);
});
