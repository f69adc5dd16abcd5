import type { RedisOptions } from 'ioredis';

export interface RedisAddress {
  /** Given to the client as it is, for redis:// and rediss://. */
  readonly url: string | null;
  readonly options: RedisOptions;
}

/** `redis://`, `rediss://` (TLS) and `unix:///path.sock`, the last with an optional `?db=N`. */
export function parseRedisAddress(url: string): RedisAddress {
  if (/^rediss?:\/\//.test(url) && URL.canParse(url)) return { url, options: {} };
  if (!url.startsWith('unix:///')) {
    throw new Error('the address of Redis must be redis://host:port, rediss://host:port or unix:///path/to.sock');
  }
  const [path = '', query = ''] = url.slice('unix://'.length).split('?');
  const db = Number(new URLSearchParams(query).get('db') ?? 0);
  return { url: null, options: { path: decodeURIComponent(path), db } };
}
