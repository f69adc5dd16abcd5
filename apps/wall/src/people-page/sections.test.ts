import { actions } from '@yagura/contract';
import { mayDo } from '@yagura/domain';
import { expect, test } from 'vitest';
import { signedIn } from '../test-support/people.ts';
import { sectionsFor, wayWords } from './sections.ts';

const shownTo = (over: Parameters<typeof signedIn>[0]) => {
  const who = signedIn(over);
  return sectionsFor({ who, may: actions.filter((action) => mayDo(who, action)) });
};

test('WI-61 everybody sees their sessions, a lead also tokens and the audit, an admin also people', () => {
  expect(shownTo({ role: 'viewer' })).toEqual(['sessions']);
  expect(shownTo({ role: 'operator' })).toEqual(['sessions']);
  expect(shownTo({ role: 'lead' })).toEqual(['sessions', 'tokens', 'audit']);
  expect(shownTo({ role: 'admin' })).toEqual(['people', 'sessions', 'tokens', 'audit']);
  const part = { sites: ['ldn'], owners: 'all' as const };
  expect(shownTo({ role: 'admin', scope: part })).toEqual(['people', 'sessions', 'tokens']);
  const wall = { kind: 'screen', token: 't1', name: 'Wall', role: 'viewer', scope: part } as const;
  expect(sectionsFor({ who: wall, may: ['view'] })).toEqual([]);
  expect(sectionsFor({ who: null, may: [] })).toEqual([]);
});

test('WI-60 the way there is named for what is there', () => {
  expect(wayWords(shownTo({ role: 'admin' }))).toBe('People, tokens, audit');
  expect(wayWords(shownTo({ role: 'lead' }))).toBe('Tokens, audit');
  expect(wayWords(shownTo({ role: 'viewer' }))).toBe('Your sessions and password');
});
