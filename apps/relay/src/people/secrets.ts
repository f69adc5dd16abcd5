import { createHash, randomBytes } from 'node:crypto';

/** What a secret opens. It begins with this letter, so that whoever finds one knows what to revoke. */
export type SecretKind = 'session' | 'token' | 'link' | 'pairing';

const letters: Readonly<Record<SecretKind, string>> = { session: 's', token: 't', link: 'l', pairing: 'p' };
const shape = /^ya([stlp])_[A-Za-z0-9_-]{43}$/;

/** 256 random bits: no guessing, so its plain hash is safe to keep. */
export function makeSecret(kind: SecretKind): string {
  return `ya${letters[kind]}_${randomBytes(32).toString('base64url')}`;
}

/** Null for what cannot be a secret of ours, so that nothing is asked about it. */
export function kindOfSecret(text: string): SecretKind | null {
  const letter = shape.exec(text)?.[1];
  return (Object.keys(letters) as SecretKind[]).find((kind) => letters[kind] === letter) ?? null;
}

export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function makeId(): string {
  return randomBytes(9).toString('hex');
}
