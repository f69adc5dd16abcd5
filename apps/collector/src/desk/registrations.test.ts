import { maxUnregisteredPerSender, unregisteredForgottenAfterMs } from '@yagura/contract';
import { expect, test } from 'vitest';
import { inventoryForTests, tokens } from '../test-support/desk-for-tests.ts';
import { createDeskView } from './desk-view.ts';
import { createRegistrations } from './registrations.ts';

test('HB-10 what the engine knows counts as well, and a component stays with the sender that named it first', () => {
  const registrations = createRegistrations();
  const known = Array.from({ length: maxUnregisteredPerSender - 1 }, (_, index) => `known-${index}`);
  registrations.adopt({ a: known }, 0);
  expect(registrations.take('a', 'known-3', 1)).toBeNull();
  expect(registrations.take('a', 'new-1', 1)).toBeNull();
  expect(registrations.take('a', 'new-2', 1)).toContain('new-2');
  expect(registrations.take('b', 'known-3', 1)).toContain('registered by sender a');
  expect(registrations.take('b', 'new-2', 1)).toBeNull();
  expect(registrations.all()['b']).toEqual(['new-2']);
});

test('HB-10 what the engine has forgotten is forgotten here, but not what it has not read of yet', () => {
  const registrations = createRegistrations();
  registrations.take('a', 'old', 0);
  registrations.take('a', 'young', unregisteredForgottenAfterMs);
  registrations.adopt({}, unregisteredForgottenAfterMs + 1);
  expect(registrations.ownerOf('old')).toBeUndefined();
  expect(registrations.ownerOf('young')).toBe('a');
});

test('HB-7 a token is found by its hash alone, and nothing else is', () => {
  const view = createDeskView(inventoryForTests());
  expect(view.senderOf(tokens.london)).toEqual({ id: 'ldn-apps', register: false, scope: { by: 'site', name: 'ldn' } });
  expect(view.senderOf(tokens.all)?.scope).toBeNull();
  for (const wrong of ['', 'x', `${tokens.all} `, 'é'.repeat(5000)]) expect(view.senderOf(wrong)).toBeNull();
});
