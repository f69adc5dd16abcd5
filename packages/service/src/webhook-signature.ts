import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is signed, as one text with dots between, so an id has none. */
export interface Signed {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string | Uint8Array;
}

const prefix = 'whsec_';
const secretBytes = 32;
const mostSignatures = 10;

export function makeWebhookSecret(): string {
  return prefix + randomBytes(secretBytes).toString('base64');
}

/** The signature as Standard Webhooks has it: `v1,` and the HMAC-SHA256 in base64. */
export function signWebhook(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.replace(prefix, ''), 'base64');
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
  return `v1,${mac.digest('base64')}`;
}

/** True when one of the signatures, separated by spaces, is right. It takes as long whichever of them is wrong. */
export function isSignedBy(secret: string, signed: Signed, signatures: string): boolean {
  const right = Buffer.from(signWebhook(secret, signed));
  const given = signatures.split(' ', mostSignatures).map((text) => Buffer.from(text));
  return given.filter((text) => text.length === right.length && timingSafeEqual(text, right)).length > 0;
}
