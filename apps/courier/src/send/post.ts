import { lookup } from 'node:dns';
import { request as requestHttp, STATUS_CODES, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Message } from './message-of.ts';
import type { Permission } from './permission.ts';

/** What came of one attempt, in words that hold nothing of the address but its host. */
export type Posted =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly why: string; readonly askedMs: number }
  /** The receiver says that it will never want this one. */
  | { readonly kind: 'unwanted'; readonly why: string }
  /** We ended it ourselves; nothing is known. */
  | { readonly kind: 'stopped' };

export interface PostOptions {
  readonly allowed: Permission;
  readonly timeoutMs: number;
}

/** Of an answer nothing is wanted but its status; more than this is not read. */
const mostRead = 64 * 1024;
const readForMs = 1000;

class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** Sends it once: no redirect is followed, no connection kept, nothing waited for beyond the time-out. */
export async function post(url: URL, message: Message, options: PostOptions, stop: AbortSignal): Promise<Posted> {
  const late = AbortSignal.timeout(options.timeoutMs);
  try {
    return outcomeOf(await ask(url, message, options.allowed, AbortSignal.any([late, stop])));
  } catch (error) {
    if (stop.aborted) return { kind: 'stopped' };
    if (late.aborted) return failed(`no answer within ${options.timeoutMs / 1000} s`);
    return failed(wordsOf(error));
  }
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

function ask(url: URL, { body, headers }: Message, allowed: Permission, signal: AbortSignal): Promise<Answer> {
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !allowed(host, scheme)) return Promise.reject(forbidden(host));
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method: 'POST',
      headers,
      signal,
      agent: false,
      lookup: lookupAllowed((address) => allowed(address, scheme)),
    };
    const request = (scheme === 'https' ? requestHttps : requestHttp)(url, options, (response) => {
      response.on('error', () => undefined); // its status is known, and nothing else is wanted of it
      readSome(response, () =>
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A receiver that is cut off in the middle of a short answer would call it an error. */
function readSome(response: IncomingMessage, done: () => void): void {
  let read = 0;
  const enough = () => {
    clearTimeout(timer);
    response.destroy();
    done();
  };
  const timer = setTimeout(enough, readForMs);
  response.on('data', (bytes: Buffer) => (read += bytes.length) > mostRead && enough());
  response.once('close', enough);
}

/** Only addresses that may be reached are ever connected to, whatever the name led to when somebody looked before. */
function lookupAllowed(allowed: (address: string) => boolean): LookupFunction {
  return (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const usable = found.filter(({ address }) => allowed(address));
      const [first] = usable;
      if (first === undefined) return callback(forbidden(found[0]?.address ?? host), '', 0);
      if (options.all === true) callback(null, usable);
      else callback(null, first.address, first.family);
    });
  };
}

function forbidden(address: string): Forbidden {
  return new Forbidden(`${address} is no public address: name its network in YAGURA_WEBHOOK_NETWORKS if it is meant`);
}

function outcomeOf({ status, retryAfter }: Answer): Posted {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const said = `it answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
  if (status === 410) return { kind: 'unwanted', why: said };
  if (status >= 300 && status < 400) return failed(`${said}: redirects are not followed, so give the last address`);
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : 0;
  return { kind: 'failed', why: said, askedMs: seconds * 1000 };
}

function failed(why: string): Posted {
  return { kind: 'failed', why, askedMs: 0 };
}

const codes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EPROTO: 'it does not speak TLS',
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'no connection',
};

function wordsOf(error: unknown): string {
  if (error instanceof Forbidden) return error.message;
  // Several addresses were tried: the first says enough.
  if (error instanceof AggregateError) return wordsOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (codes[code] !== undefined) return codes[code];
  return /CERT|TLS|SSL|SIGNATURE/.test(code)
    ? `its certificate is not accepted (${code})`
    : `it could not be asked (${code || 'unknown'})`;
}
