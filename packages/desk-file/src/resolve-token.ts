import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type ResolvedToken =
  | { readonly ok: true; readonly hash: string }
  | { readonly ok: false; readonly text: string };

/** A token as the desk file writes it (env:NAME, file:PATH, or literally), as the hash that may be published. */
export function resolveToken(written: string, env: NodeJS.ProcessEnv, folder: string): ResolvedToken {
  const secret = written.startsWith('env:')
    ? fromEnvironment(written.slice(4), env)
    : written.startsWith('file:')
      ? fromFile(resolve(folder, written.slice(5)))
      : { ok: true as const, secret: written };
  if (!secret.ok) return secret;
  if (secret.secret.length < 8)
    return {
      ok: false,
      text: `${written.startsWith('env:') || written.startsWith('file:') ? written : 'the token'} holds fewer than 8 characters`,
    };
  return { ok: true, hash: createHash('sha256').update(secret.secret).digest('hex') };
}

type Secret = { readonly ok: true; readonly secret: string } | { readonly ok: false; readonly text: string };

function fromEnvironment(name: string, env: NodeJS.ProcessEnv): Secret {
  const secret = env[name];
  return secret
    ? { ok: true, secret }
    : { ok: false, text: `the environment variable ${name} is not set; set it to the sender's token` };
}

function fromFile(path: string): Secret {
  try {
    return { ok: true, secret: readFileSync(path, 'utf8').trim() };
  } catch (error) {
    return {
      ok: false,
      text: `the token file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    };
  }
}
