import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { addressOf, cookieFor, credentialOf, deviceOf, noCookie } from './credential.ts';
import { makeSecret } from './secrets.ts';

function asking(headers: IncomingMessage['headers'], socket: object = { remoteAddress: '127.0.0.1' }) {
  return { headers, socket: socket as IncomingMessage['socket'] }; // the part of a socket that is looked at
}

test('PE-6 a credential comes as our cookie or as a bearer, and only a session or a token is one', () => {
  const [session, token, link] = [makeSecret('session'), makeSecret('token'), makeSecret('link')];
  expect(credentialOf(asking({ cookie: `a=b; yagura_session=${session}; c=d` }))).toBe(session);
  expect(credentialOf(asking({ authorization: `Bearer ${token}` }))).toBe(token);
  expect(credentialOf(asking({ cookie: `yagura_session=${session}`, authorization: `bearer ${token}` }))).toBe(token);
  for (const headers of [
    {},
    { cookie: `yagura_session=${link}` },
    { cookie: `other=${session}` },
    { authorization: `Basic ${token}` },
    { cookie: 'yagura_session=' },
    { cookie: ';;;===' },
  ])
    expect(credentialOf(asking(headers))).toBeNull();
});

test('PE-6 the cookie is for the browser alone, of this site alone, and behind TLS for TLS alone', () => {
  expect(cookieFor('x', asking({}), 5000)).toBe('yagura_session=x; Path=/; Max-Age=5; HttpOnly; SameSite=Strict');
  expect(cookieFor('x', asking({ 'x-forwarded-proto': 'https' }), null)).toMatch(/SameSite=Strict; Secure$/);
  expect(cookieFor('x', asking({}, { encrypted: true }), null)).toMatch(/Secure$/);
  expect(noCookie(asking({}))).toMatch(/^yagura_session=; Path=\/; Max-Age=0;/);
});

test('PE-12 only a proxy on this machine is believed when it says for whom it asks', () => {
  const told = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
  expect(addressOf(asking(told))).toBe('198.51.100.7');
  expect(addressOf(asking(told, { remoteAddress: '::ffff:10.0.0.1' }))).toBe('10.0.0.1');
  expect(addressOf(asking({ 'x-forwarded-for': '<script>' }))).toBe('127.0.0.1');
  expect(addressOf(asking({}, {}))).toBe('unknown');
  expect(deviceOf(asking({ 'user-agent': `A${'\u0007'}${'x'.repeat(500)}` }))).toBe(`A?${'x'.repeat(198)}`);
});
