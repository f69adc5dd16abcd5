import { screenSettingsOf } from '@yagura/testkit';
import type { Scope } from '@yagura/contract';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory, type Account, type Note } from '../index.ts';

const url = process.env['DATABASE_URL'] ?? '';
const schema = `people_${Date.now().toString(36)}`;
const history = openHistory(url, { schema });
const { people } = history;
const admin = new Client(url);
const whole: Scope = { sites: 'all', owners: 'all' };

beforeAll(async () => {
  await admin.connect();
  await history.migrate();
});
afterAll(async () => {
  await history.close();
  await admin.query(`DROP SCHEMA "${schema}" CASCADE`);
  await admin.end();
});

let clock = 1000;
const noteBy = (who: string | null, action: Note['action'], extra: Partial<Note> = {}): Note => ({
  at: (clock += 1),
  who,
  action,
  target: null,
  before: null,
  after: null,
  address: '127.0.0.1',
  ...extra,
});

function account(person: string, extra: Partial<Account> = {}): Account {
  const common = { name: `Name of ${person}`, role: 'operator' as const, scope: whole, active: true };
  return { person, ...common, password: 'hash', pin: null, ...extra };
}

async function sessionFor(person: string, endsAt: number, replaces: string | null = null): Promise<string> {
  const found = await people.find(person);
  const id = `s${(clock += 1)}`;
  const opened = await people.openSession(
    {
      id,
      secretHash: `hash of ${id}`,
      person,
      beganAt: clock,
      endsAt,
      passwordAt: clock,
      address: '',
      device: '',
      replaces,
    },
    { revision: found?.revision ?? 0 },
    noteBy(person, 'signed-in', { target: id }),
  );
  return opened ? id : '';
}

const audited = async (): Promise<string[]> => (await people.audit(0, 1e12, 1000)).map(({ action }) => action);

test('PE-9 a link is made while nobody could let others in, makes one admin, and is then used up', async () => {
  const ends = { secretHash: 'first', endsAt: 1e12, always: false };
  expect(await people.hasKeeper()).toBe(false);
  expect(await people.makeLink(ends, noteBy(null, 'link-made'))).toBe(true);
  expect(await people.makeLink({ ...ends, secretHash: 'second' }, noteBy(null, 'link-made'))).toBe(true);
  const boss = account('boss', { role: 'admin' });
  expect(await people.useLink('wrong', boss, noteBy(null, 'link-used'))).toBe(false);
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => people.useLink('first', boss, noteBy(null, 'link-used'))),
  );
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await people.useLink('second', boss, noteBy(null, 'link-used'))).toBe(false);
  expect(await people.hasKeeper()).toBe(true);
  expect(await people.makeLink({ ...ends, secretHash: 'third' }, noteBy(null, 'link-made'))).toBe(false);
  expect(await audited()).toEqual(['link-made', 'link-made', 'link-used']);
});

test('PE-9 a link that was asked for makes an account anew, ends its sessions, and is no good past its end', async () => {
  const session = await sessionFor('boss', 1e12);
  await people.makeLink({ secretHash: 'old', endsAt: 1001, always: true }, noteBy(null, 'link-made'));
  expect(await people.hasLink('old', clock)).toBe(false);
  await people.makeLink({ secretHash: 'asked', endsAt: 1e12, always: true }, noteBy(null, 'link-made'));
  expect(await people.hasLink('asked', clock)).toBe(true);
  expect(await people.useLink('old', account('boss'), noteBy(null, 'link-used'))).toBe(false);
  const anew = account('boss', { role: 'admin', password: 'new hash' });
  expect(await people.useLink('asked', anew, noteBy(null, 'link-used'))).toBe(true);
  expect(await people.find('boss')).toMatchObject({ password: 'new hash', revision: 2 });
  expect(await people.sessionOf(`hash of ${session}`, clock)).toBeNull();
});

test('PE-3 an account is made once and changed as it was seen', async () => {
  expect(await people.add(account('mei'), noteBy('boss', 'account-made'))).toBe(true);
  expect(await people.add(account('mei', { name: 'Another' }), noteBy('boss', 'account-made'))).toBe(false);
  const seen = await people.find('mei');
  if (!seen) throw new Error('mei is not there');
  const change = (name: string) => people.change({ ...seen, name }, noteBy('boss', 'account-changed'), null);
  const outcomes = await Promise.all([change('One'), change('Other')]);
  expect(outcomes.toSorted()).toEqual(['changed-meanwhile', 'done']);
  expect(await people.list()).toHaveLength(2);
});

test('PE-4 somebody is always left who can let others in, also when two take it from each other at once', async () => {
  await people.add(account('second', { role: 'admin' }), noteBy('boss', 'account-made'));
  const [one, other] = [await people.find('boss'), await people.find('second')];
  if (!one || !other) throw new Error('they are not there');
  const outcomes = await Promise.all([
    people.change({ ...one, role: 'lead' }, noteBy('second', 'account-changed'), null),
    people.change({ ...other, active: false }, noteBy('boss', 'account-changed'), null),
  ]);
  expect(outcomes.toSorted()).toEqual(['done', 'last-keeper']);
  expect(await people.hasKeeper()).toBe(true);
  const left = outcomes[0] === 'done' ? other : one;
  const scoped = { ...left, scope: { sites: ['ldn'], owners: 'all' as const } };
  expect(await people.change(scoped, noteBy('x', 'account-changed'), null)).toBe('last-keeper');
});

test('PE-6 a session belongs to an active person, ends at its end, and by whoever revokes it', async () => {
  const id = await sessionFor('mei', clock + 1_000_000);
  const found = await people.sessionOf(`hash of ${id}`, clock);
  expect(found?.identity).toMatchObject({ kind: 'person', person: 'mei', role: 'operator', session: id });
  expect(await people.sessionOf(`hash of ${id}`, clock + 2_000_000)).toBeNull();
  expect((await people.sessions(clock)).map((session) => session.id)).toContain(id);
  expect(await people.endSession(id, noteBy('boss', 'session-revoked', { target: id }))).toBe(true);
  expect(await people.endSession(id, noteBy('boss', 'session-revoked', { target: id }))).toBe(false);
  expect(await people.sessionOf(`hash of ${id}`, clock)).toBeNull();
});

test('PE-17 a session that is about to end is made to last longer, for these people only', async () => {
  const at = clock;
  const [soon, later, other] = [
    await sessionFor('mei', at + 1000),
    await sessionFor('mei', at + 1e6),
    await sessionFor('boss', at + 1000),
  ];
  await people.extendSessions(['mei'], { now: at, soon: at + 5000, until: at + 9000 });
  const endOf = async (id: string) => (await people.sessionOf(`hash of ${id}`, at))?.identity.endsAt;
  expect([await endOf(soon), await endOf(later), await endOf(other)]).toEqual([at + 9000, at + 1e6, at + 1000]);
});

test('PE-6 who may not come in any more is out at once, and a new password ends the other sessions', async () => {
  const [kept, other] = [await sessionFor('mei', 1e12), await sessionFor('mei', 1e12)];
  const seen = await people.find('mei');
  if (!seen) throw new Error('mei is not there');
  const ending = { endsSessionsBut: kept };
  await people.change({ ...seen, password: 'another' }, noteBy('mei', 'account-changed'), ending);
  expect(await people.sessionOf(`hash of ${kept}`, clock)).not.toBeNull();
  expect(await people.sessionOf(`hash of ${other}`, clock)).toBeNull();
  const now = await people.find('mei');
  if (!now) throw new Error('mei is not there');
  await people.change({ ...now, active: false }, noteBy('boss', 'account-changed'), null);
  expect(await people.sessionOf(`hash of ${kept}`, clock)).toBeNull();
  expect(await sessionFor('mei', 1e12)).toBe('');
});

test('PE-7 a change of person takes the place of the session before it, once', async () => {
  await people.add(account('kim'), noteBy('boss', 'account-made'));
  const first = await sessionFor('kim', 1e12);
  const outcomes = await Promise.all([sessionFor('kim', 1e12, first), sessionFor('kim', 1e12, first)]);
  expect(outcomes.filter((id) => id !== '')).toHaveLength(1);
  expect(await people.sessionOf(`hash of ${first}`, clock)).toBeNull();
});

test('PE-8 a token is found by the hash of its secret until it is revoked', async () => {
  const token = {
    id: 't1',
    kind: 'screen',
    name: 'Wall 1',
    role: 'viewer',
    scope: whole,
    madeBy: 'boss',
    madeAt: 1,
  } as const;
  expect(await people.addToken(token, 'secret hash', noteBy('boss', 'token-made'))).toBe(true);
  expect(await people.tokenOf('secret hash')).toEqual(token);
  expect(await people.tokens()).toEqual([token]);
  expect(await people.endToken('t1', noteBy('boss', 'token-revoked'))).toBe(true);
  expect(await people.tokenOf('secret hash')).toBeNull();
});

const settings = screenSettingsOf({ room: 'Room 1' });

function screenRow(id: string, name: string) {
  const madeBy = { madeBy: 'boss', madeAt: 1 };
  const token = { id, kind: 'screen', name, role: 'viewer', scope: whole, ...madeBy } as const;
  return { token, secretHash: `hash of ${id}`, settings: { ...settings, name } };
}

test('HI-35 a screen is stored with its token or not at all, each name once, and goes with its token', async () => {
  const made = noteBy('boss', 'screen-made', { target: 'w1' });
  expect(await people.addScreen(screenRow('w1', 'Left wall'), made)).toBe('stored');
  expect(await people.addScreen(screenRow('w2', 'LEFT wall'), noteBy('boss', 'screen-made'))).toBe('taken');
  expect(await people.tokenOf('hash of w2')).toBeNull();
  expect(await people.addScreen(screenRow('w3', 'Right wall'), noteBy('boss', 'screen-made'))).toBe('stored');
  expect((await people.screens()).map(({ id }) => id)).toEqual(['w1', 'w3']);
  const changed = noteBy('boss', 'screen-changed', { target: 'w3' });
  expect(await people.changeScreen('w3', { name: 'left Wall' }, changed)).toBe('taken');
  expect(await people.changeScreen('none', { theme: 'bright' }, changed)).toBe('none');
  expect(await people.changeScreen('w3', { name: 'A wall', theme: 'bright' }, changed)).toBe('stored');
  expect(await people.screens()).toMatchObject([
    { id: 'w3', settings: { ...settings, name: 'A wall', theme: 'bright' }, scope: whole, madeBy: 'boss' },
    { id: 'w1', settings },
  ]);
  expect(await people.tokenOf('hash of w3')).toMatchObject({ kind: 'screen', role: 'viewer', name: 'A wall' });
  const lines = await people.audit(0, 1e12, 1000);
  expect(lines.filter(({ target }) => target === 'w3').map(({ action }) => action)).toEqual(['screen-changed']);
  expect(await people.endToken('w3', noteBy('boss', 'screen-revoked'))).toBe(true);
  expect((await people.screens()).map(({ id }) => id)).toEqual(['w1']);
});

test('PE-10 the audit holds what was before and after, is bounded, and nobody edits it', async () => {
  const about: Partial<Note> = { target: 'kim', before: { role: 'viewer' }, after: { role: 'lead' } };
  await people.note(noteBy('boss', 'account-changed', about));
  const [last] = (await people.audit(0, 1e12, 1)).toReversed();
  expect(last).toMatchObject({ who: 'boss', action: 'account-changed', ...about });
  expect(await people.audit(0, 999, 10)).toEqual([]);
  for (const text of ['UPDATE', 'DELETE', 'TRUNCATE']) {
    const words = {
      UPDATE: `UPDATE "${schema}".audit SET who = 'x'`,
      DELETE: `DELETE FROM "${schema}".audit`,
      TRUNCATE: `TRUNCATE "${schema}".audit`,
    };
    await expect(admin.query(words[text as keyof typeof words]), text).rejects.toThrow(/only ever added to/);
  }
});

test('PE-10 what did not happen leaves no trace of having happened', async () => {
  const before = (await audited()).length;
  expect(await people.endSession('none', noteBy('boss', 'session-revoked'))).toBe(false);
  expect(await people.endToken('none', noteBy('boss', 'token-revoked'))).toBe(false);
  expect(await people.add(account('kim'), noteBy('boss', 'account-made'))).toBe(false);
  expect((await audited()).length).toBe(before);
});
