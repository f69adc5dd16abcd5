import { pairingLastsMs, pairingLetters } from '@yagura/contract';
import { seededRandom } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { createPairings, mostPairings, mostPairingsHere } from './pairings.ts';

const size = { width: 3840, height: 2160 };

function start() {
  let passed = 0;
  const drawn = seededRandom(7);
  const pairings = createPairings({
    now: () => 1000 + passed,
    elapsed: () => passed,
    random: (below) => drawn.whole(0, below - 1),
  });
  const begin = (address = '10.0.0.7') => pairings.begin({ address, device: 'Chrome', width: 3840, height: 2160 });
  const begun = (address?: string) => {
    const made = begin(address);
    if (made === 'full') throw new Error('full');
    return made;
  };
  return { pairings, begin, begun, pass: (ms: number) => (passed += ms) };
}

test('PE-18 a code is found in whatever letters it is typed, tells which screen waits, and is over after ten minutes', () => {
  const { pairings, begun, pass } = start();
  const { code, secret, endsAt } = begun();
  expect(code).toMatch(new RegExp(`^[${pairingLetters}]{6}$`));
  expect(endsAt).toBe(1000 + pairingLastsMs);
  const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3).toLowerCase()}`;
  expect(pairings.find(typed)).toEqual({
    code,
    endsAt,
    address: '10.0.0.7',
    device: 'Chrome',
    width: 3840,
    height: 2160,
  });
  expect(pairings.shown(secret, { width: 1920, height: 1080 })).toEqual({ code, endsAt });
  expect(pairings.find(code)).toMatchObject({ width: 1920, height: 1080 });
  pass(pairingLastsMs);
  expect([pairings.find(code), pairings.take(code), pairings.shown(secret, size)]).toEqual([null, null, null]);
  expect(pairings.outcome(secret)).toBe('over');
});

test('PE-18 a code is taken once, given back when nothing came of it, and what came of it is for its secret alone', () => {
  const { pairings, begun } = start();
  const { code, secret } = begun();
  const other = begun();
  const first = pairings.take(code);
  expect([pairings.take(code), pairings.find(code), pairings.outcome(secret)]).toEqual([null, null, 'waiting']);
  first?.giveBack();
  pairings.take(code)?.hand('yat_token');
  expect(pairings.take(code)).toBeNull();
  expect(pairings.outcome(secret)).toEqual({ token: 'yat_token' });
  expect([pairings.outcome(code), pairings.outcome(other.secret)]).toEqual(['over', 'waiting']);
  expect(pairings.shown(secret, size)).toBeNull();
});

test('PE-18 so many wait at one address, and so many in all; what is over makes room', () => {
  const { begin, pass } = start();
  for (let n = 0; n < mostPairingsHere; n += 1) expect(begin()).not.toBe('full');
  expect(begin()).toBe('full');
  for (let n = mostPairingsHere; n < mostPairings; n += 1) expect(begin(`10.0.1.${n}`)).not.toBe('full');
  expect(begin('10.0.2.1')).toBe('full');
  pass(pairingLastsMs);
  expect(begin()).not.toBe('full');
});
