import { expect, test } from 'vitest';
import { isSignedBy, makeWebhookSecret, signWebhook } from './webhook-signature.ts';

/** The example that the libraries of Standard Webhooks test themselves by. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const published = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

test('WH-1 the signature is the one that Standard Webhooks publishes for its example', () => {
  expect(signWebhook(secret, signed)).toBe(published);
  expect(signWebhook(secret, { ...signed, body: Buffer.from(signed.body) })).toBe(published);
});

test('WH-1 one right signature among several is enough, and nothing else is', () => {
  expect(isSignedBy(secret, signed, published)).toBe(true);
  expect(isSignedBy(secret, signed, `v1,AAAA v2,${published.slice(3)} ${published}`)).toBe(true);
  for (const wrong of ['', 'v1,', published.slice(3), `v2,${published.slice(3)}`, published.replace('g0', 'g1'), 'é'])
    expect(isSignedBy(secret, signed, wrong), wrong).toBe(false);
});

test('WH-1 another id, instant, body or secret makes it wrong', () => {
  expect(isSignedBy(secret, { ...signed, id: 'msg_other' }, published)).toBe(false);
  expect(isSignedBy(secret, { ...signed, timestamp: signed.timestamp + 1 }, published)).toBe(false);
  expect(isSignedBy(secret, { ...signed, body: '{"test": 2432232315}' }, published)).toBe(false);
  expect(isSignedBy(makeWebhookSecret(), signed, published)).toBe(false);
});

test('WH-1 a secret is 32 random bytes, named so that whoever finds one knows what it is', () => {
  const made = makeWebhookSecret();
  expect(made).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(made).not.toBe(makeWebhookSecret());
});
