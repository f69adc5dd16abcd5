import type { Person } from '@yagura/contract';
import { expect, test } from 'vitest';
import { newPersonIn, newTokenIn, ownChangeIn, personChangeIn, type Field } from './drafts.ts';
import { scopeText } from './scope-words.ts';

const known = { sites: ['ldn', 'nyc'], owners: ['fx'] };
const form =
  (fields: Readonly<Record<string, string>>): Field =>
  (name) =>
    fields[name] ?? '';
const kim = {
  person: 'kim',
  name: 'Kim',
  role: 'operator',
  sites: 'all',
  owners: 'all',
  password: 'staple of the trade',
};
const whole = { sites: 'all', owners: 'all' } as const;
const before: Person = { person: 'kim', name: 'Kim', role: 'operator', scope: whole, active: true, pin: true };
const same = { ...kim, password: '', active: 'yes' };

test('WI-62 a person is drafted whole, and what is missing or wrong is said before it is sent', () => {
  const body = { person: 'kim', name: 'Kim', role: 'operator', scope: whole, password: kim.password };
  expect(newPersonIn(form(kim), known)).toEqual({ body });
  expect(newPersonIn(form({ ...kim, sites: 'ldn, nyc', pin: '1357' }), known)).toEqual({
    body: { ...body, scope: { sites: ['ldn', 'nyc'], owners: 'all' }, pin: '1357' },
  });
  const wrong = [
    [{ password: 'short' }, 'The password must have at least 12 characters.'],
    [{ pin: '12' }, 'The PIN must be 4–8 digits.'],
    [{ name: ' ' }, 'The name must be 1–80 letters that can be printed.'],
    [{ sites: ' ' }, 'Which sites? Write all, or name some.'],
    [{ owners: '' }, 'Which owners? Write all, or name some.'],
    [{ sites: 'lnd' }, 'No site here is called lnd.'],
    [{ owners: 'equity' }, 'Nothing here is owned by equity.'],
  ] as const;
  for (const [part, problem] of wrong) expect(newPersonIn(form({ ...kim, ...part }), known)).toEqual({ problem });
});

test('WI-62 a change says only what is other than before', () => {
  expect(personChangeIn(form(same), before, known)).toEqual({ problem: 'Nothing is changed.' });
  const changes = [
    [{ role: 'lead' }, { role: 'lead' }],
    [{ active: 'no' }, { active: false }],
    [{ owners: 'fx' }, { scope: { sites: 'all', owners: ['fx'] } }],
    [{ password: 'another long one' }, { password: 'another long one' }],
    [{ 'pin-gone': 'on', pin: '1234' }, { pin: null }],
  ] as const;
  for (const [part, body] of changes)
    expect(personChangeIn(form({ ...same, ...part }), before, known)).toEqual({ body });
  const gone: Person = { ...before, scope: { sites: ['tyo'], owners: 'all' } };
  expect(personChangeIn(form({ ...same, sites: 'tyo', role: 'lead' }), gone, known)).toEqual({
    body: { role: 'lead' },
  });
});

test('WI-63 the own password goes with the one until now', () => {
  const change = { current: 'staple of the trade', password: 'another long one' };
  expect(ownChangeIn(form(change))).toEqual({ body: change });
  expect(ownChangeIn(form({ current: 'staple of the trade' }))).toEqual({ problem: 'Nothing is changed.' });
});

test('WI-64 a token of a screen has no role, one of automation has', () => {
  const token = { kind: 'screen', name: 'Wall 1', role: 'lead', sites: 'ldn', owners: 'all' };
  const scope = { sites: ['ldn'], owners: 'all' };
  expect(newTokenIn(form(token), known)).toEqual({ body: { kind: 'screen', name: 'Wall 1', scope } });
  expect(newTokenIn(form({ ...token, kind: 'automation' }), known)).toEqual({
    body: { kind: 'automation', name: 'Wall 1', role: 'lead', scope },
  });
});

test('WI-62 a scope is said in words', () => {
  expect(scopeText(whole)).toBe('the whole desk');
  expect(scopeText({ sites: ['ldn', 'nyc'], owners: ['fx'] })).toBe('ldn, nyc, owned by fx');
});
