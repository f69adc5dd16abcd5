import { expect, test } from 'vitest';
import { knownPeople } from '../test-support/people.ts';
import { createIdentities } from './identities.ts';
import { makeSecret } from './secrets.ts';

function setUp() {
  const known = knownPeople();
  let [asked, elapsed, away] = [0, 0, false];
  const through =
    <Args extends unknown[], Found>(ask: (...args: Args) => Promise<Found>) =>
    (...args: Args) => {
      asked += 1;
      return away ? Promise.reject(new Error('connection refused')) : ask(...args);
    };
  const people = {
    sessionOf: through((hash: string, now: number) => known.people.sessionOf(hash, now)),
    tokenOf: through((hash: string) => known.people.tokenOf(hash)),
  };
  const identities = createIdentities({ people, now: () => Date.now() + elapsed, elapsed: () => elapsed });
  return {
    ...known,
    identities,
    asked: () => asked,
    pass: (milliseconds: number) => (elapsed += milliseconds),
    cut: () => (away = true),
  };
}

test('PE-14 who asks is looked up once in five seconds, however many ask at once', async () => {
  const { identities, admit, asked, pass } = setUp();
  const secret = admit('person', 'lead');
  await Promise.all(Array.from({ length: 20 }, () => identities.of(secret)));
  expect(asked()).toBe(1);
  pass(5001);
  expect(await identities.of(secret)).toMatchObject({ identity: { role: 'lead' } });
  expect(asked()).toBe(2);
});

test('PE-6 who was revoked is unknown within five seconds, and at once where it was done', async () => {
  const { identities, admit, revoke, pass } = setUp();
  const [one, other] = [admit('person', 'lead'), admit('person', 'viewer')];
  await identities.of(one);
  await identities.of(other);
  revoke(one);
  revoke(other);
  identities.forget((identity) => identity.role === 'viewer');
  expect(await identities.of(other)).toBeNull();
  pass(5001);
  expect(await identities.of(one)).toBeNull();
});

test('PE-14 while Postgres is away whoever is remembered is believed until their end, and nobody else is known', async () => {
  const { identities, admit, pass, cut } = setUp();
  const [person, screen, late] = [admit('person', 'lead'), admit('screen', 'viewer'), admit('person', 'viewer')];
  await identities.of(person);
  await identities.of(screen);
  cut();
  pass(10_000);
  expect(await identities.of(person)).toMatchObject({ identity: { role: 'lead' } });
  expect(await identities.of(late)).toBe('away');
  pass(3_600_000);
  expect(await identities.of(person)).toBe('away');
  expect(await identities.of(screen)).toMatchObject({ identity: { kind: 'screen' } });
  pass(12 * 3_600_000);
  expect(await identities.of(screen)).toBe('away');
});

test('PE-12 a flood of unknown secrets asks no more than fifty questions at once', async () => {
  const { identities, asked } = setUp();
  const answers = await Promise.all(Array.from({ length: 200 }, () => identities.of(makeSecret('session'))));
  expect(asked()).toBe(50);
  expect(answers.filter((answer) => answer === 'away')).toHaveLength(150);
});
