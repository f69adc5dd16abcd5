import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stand } from './stand.ts';
import { until } from './wait.ts';

/** Becomes the admin of a stand by its one-time link; the cookie of that session. */
export async function signIn(
  { folder, url }: Pick<Stand, 'folder' | 'url'>,
  who: { readonly person: string; readonly name: string },
): Promise<string> {
  const link = await until(
    'the one-time link',
    async () => /yal_[\w-]+/.exec(readFileSync(join(folder, 'link'), 'utf8'))?.[0],
    (found) => found !== undefined,
    30_000,
  );
  const body = JSON.stringify({ ...who, link, password: 'correct horse battery' });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`signing in was answered ${answer.status}: ${await answer.text()}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}
