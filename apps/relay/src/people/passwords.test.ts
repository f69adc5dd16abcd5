import { expect, test } from 'vitest';
import { createPasswords, TooBusyError } from './passwords.ts';
import { hashOfSecret, kindOfSecret, makeSecret } from './secrets.ts';

const cheap = { log2: 4, blocks: 8, lanes: 1 };

test('PE-3 a password matches its own hash alone, however its letters were typed, and no two hashes are alike', async () => {
  const passwords = createPasswords(cheap);
  const stored = await passwords.hash('Ångström 12345');
  expect(stored).toMatch(/^scrypt\$4\$8\$1\$/);
  expect(stored).not.toContain('12345');
  expect(await passwords.hash('Ångström 12345')).not.toBe(stored);
  expect(await passwords.matches('A\u030angstro\u0308m 12345', stored)).toBe(true);
  expect(await passwords.matches('Ångström 12346', stored)).toBe(false);
  expect(await passwords.matches('', stored)).toBe(false);
  expect(await passwords.matches('', null)).toBe(false);
});

test('PE-3 what was hashed at another cost still matches', async () => {
  const stored = await createPasswords({ log2: 5, blocks: 4, lanes: 2 }).hash('a long password');
  expect(await createPasswords(cheap).matches('a long password', stored)).toBe(true);
});

test('PE-11 a name that nobody has takes the same turns of the same work as one that somebody has', async () => {
  const passwords = createPasswords(cheap);
  const stored = await passwords.hash('a long password');
  for (const against of [null, stored]) {
    const tries = Array.from({ length: 60 }, () => passwords.matches('another password', against));
    const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(60 - 32);
  }
});

test('PE-12 a few are checked at once, some wait, and what is more is refused', async () => {
  const passwords = createPasswords(cheap);
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.hash('a long password')));
  const refused = all.filter((each) => each.status === 'rejected');
  expect(refused).toHaveLength(60 - 32);
  expect(refused.every(({ reason }) => reason instanceof TooBusyError)).toBe(true);
  expect(await passwords.hash('once more')).toMatch(/^scrypt/);
});

test('PE-15 a secret is 256 random bits, says what it opens, and is known by its hash', () => {
  const secrets = Array.from({ length: 100 }, () => makeSecret('session'));
  expect(new Set(secrets).size).toBe(100);
  expect(Buffer.from(secrets[0]?.slice(4) ?? '', 'base64url')).toHaveLength(32);
  expect((['session', 'token', 'link'] as const).map((kind) => kindOfSecret(makeSecret(kind)))).toEqual([
    'session',
    'token',
    'link',
  ]);
  for (const text of ['', 'yas_', 'yax_' + 'a'.repeat(43), `yas_${'a'.repeat(44)}`])
    expect(kindOfSecret(text)).toBeNull();
  expect(hashOfSecret(secrets[0] ?? '')).toMatch(/^[\da-f]{64}$/);
});
