import { expect, test } from 'vitest';
import { deskStart } from '../test-support/board.ts';
import { coverOf, type CoverFacts } from './cover-of.ts';
import { coverWords } from './cover-words.ts';

const live: CoverFacts = {
  monotonic: 50_000,
  deskNow: deskStart,
  heardAt: 49_900,
  unlinkedAt: null,
  judgedAt: deskStart - 100,
  sleptSince: null,
};

test('WI-2 blind as soon as the newest judgement is over 3 s old, since that judgement', () => {
  expect(coverOf(live)).toBeNull();
  expect(coverOf({ ...live, judgedAt: deskStart - 3000 })).toBeNull();
  expect(coverOf({ ...live, judgedAt: deskStart - 3001 })).toEqual({ kind: 'blind', since: deskStart - 3001 });
});

test('WI-3 offline at 3 s without any message, or without a connection, since the last message', () => {
  expect(coverOf({ ...live, heardAt: 47_001 })).toBeNull();
  expect(coverOf({ ...live, heardAt: 47_000 })).toEqual({ kind: 'offline', since: deskStart - 3000 });
  expect(coverOf({ ...live, heardAt: 46_800, unlinkedAt: 47_000 })).toMatchObject({ since: deskStart - 3200 });
  expect(coverOf({ ...live, unlinkedAt: 48_000 })).toBeNull();
});

test('WI-3, WI-10 a lost relay explains the rest and is named first, then a page that slept', () => {
  const all = { ...live, heardAt: 40_000, judgedAt: 0, sleptSince: deskStart - 9000 };
  expect(coverOf(all)?.kind).toBe('offline');
  expect(coverOf({ ...all, heardAt: 49_900 })).toEqual({ kind: 'slept', since: deskStart - 9000 });
});

test('WI-2, WI-3 the words of a cover say since when and for how long', () => {
  const second = Math.floor(deskStart / 1000) + 20;
  expect(coverWords({ kind: 'offline', since: deskStart }, second)).toMatchObject({
    title: 'DISPLAY OFFLINE',
    since: 'since 14:03:07',
    lasted: '20 s',
  });
  const blind = coverWords({ kind: 'blind', since: deskStart }, second);
  expect(blind.title).toBe('NO SIGHT');
  expect(blind.text).toContain('The engine has not judged anything since 14:03:07 UTC');
});
