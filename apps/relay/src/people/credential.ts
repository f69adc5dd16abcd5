import type { IncomingMessage } from 'node:http';
import { pairingLastsMs, routes } from '@yagura/contract';
import { kindOfSecret } from './secrets.ts';

const cookieName = 'yagura_session';
/** Of a screen that waits to be set up, and for nothing else. */
const pairingCookieName = 'yagura_pairing';
/** Browsers keep no cookie for longer. */
const longestSeconds = 400 * 24 * 3600;

type Asking = Pick<IncomingMessage, 'headers' | 'socket'>;

/** The secret that a request brings, of a session or a token; null when it brings none that could be one. */
export function credentialOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const bearer = /^bearer ([\w-]{1,200})$/i.exec(headers.authorization ?? '')?.[1];
  const password = passwordIn(headers.authorization ?? '');
  if (password !== null) return kindOfSecret(password) === 'token' ? password : null;
  const secret = bearer ?? cookieIn(headers.cookie ?? '', cookieName);
  const kind = secret === undefined ? null : kindOfSecret(secret);
  return kind === 'session' || kind === 'token' ? (secret ?? null) : null;
}

/** Programs that read calendars know a name and a password only: a token is the password, whatever the name. */
function passwordIn(header: string): string | null {
  const encoded = /^basic ([\w+/=]{1,400})$/i.exec(header)?.[1];
  return encoded === undefined
    ? null
    : Buffer.from(encoded, 'base64')
        .toString()
        .replace(/^[^:]*:/, '');
}

function cookieIn(header: string, wanted: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === wanted)?.[1];
}

/** Only the browser itself ever reads it, and it is sent to no other site and from none. */
export function cookieFor(secret: string, request: Asking, lastsMs: number | null): string {
  return cookie(`${cookieName}=${secret}`, '/', request, lastsMs);
}

function cookie(pair: string, path: string, request: Asking, lastsMs: number | null): string {
  const seconds = lastsMs === null ? longestSeconds : Math.max(0, Math.floor(lastsMs / 1000));
  const parts = [pair, `Path=${path}`, `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(isBehindTls(request) ? ['Secure'] : [])].join('; ');
}

export function noCookie(request: Asking): string {
  return cookieFor('', request, 0);
}

/** By it a new screen learns what became of its code, also when its page is loaded again. */
export function pairingCookieFor(secret: string, request: Asking): string {
  return cookie(`${pairingCookieName}=${secret}`, routes.pairings, request, secret === '' ? 0 : pairingLastsMs);
}

export function pairingSecretOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const secret = cookieIn(headers.cookie ?? '', pairingCookieName);
  return secret !== undefined && kindOfSecret(secret) === 'pairing' ? secret : null;
}

function isBehindTls({ headers, socket }: Asking): boolean {
  return headers['x-forwarded-proto'] === 'https' || ('encrypted' in socket && socket.encrypted === true);
}

/** Where somebody sits. A proxy on this machine says for whom it asks; what others say of themselves is not believed. */
export function addressOf({ headers, socket }: Asking): string {
  const peer = socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
  const told = String(headers['x-forwarded-for'] ?? '');
  const last = told.split(',').at(-1)?.trim() ?? '';
  return isLoopback(peer) && /^[\d.a-f:]{3,45}$/i.test(last) ? last : peer;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

export function deviceOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return (headers['user-agent'] ?? 'unknown').replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
