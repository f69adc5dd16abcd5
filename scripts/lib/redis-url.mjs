import { connect as connectPlain } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { Failure } from './failure.mjs';

/** @typedef {{ path: string } | { host: string, port: number, secure: boolean }} Place */
/** @typedef {{ place: Place, user: string, password: string }} RedisTarget */

/** @param {string} url redis://…, rediss://… or unix:///path @returns {RedisTarget} */
export function parseRedisUrl(url) {
  if (url.startsWith('unix://'))
    return { place: { path: url.slice('unix://'.length).split('?')[0] ?? '' }, user: '', password: '' };
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) {
    throw new Failure(
      'REDIS_URL is not an address of Redis; write it as redis://host:6379, rediss://host:6379 or unix:///path/to.sock.',
    );
  }
  const parsed = new URL(url);
  return {
    place: {
      host: parsed.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
      port: Number(parsed.port || 6379),
      secure: parsed.protocol === 'rediss:',
    },
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
  };
}

/** @param {Place} place */
export const describePlace = (place) => ('path' in place ? place.path : `${place.host}:${place.port}`);

/** @param {Place} place */
function connect(place) {
  if ('path' in place) return connectPlain(place.path);
  return place.secure
    ? connectSecure({ host: place.host, port: place.port, servername: place.host })
    : connectPlain(place.port, place.host);
}

/** @param {string[]} words one command in Redis' own framing */
const encode = (words) =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/**
 * Asks PING without any library: this runs before anything is installed.
 * @param {RedisTarget} target
 * @param {number} [timeout]
 * @returns {Promise<{ kind: 'answers' } | { kind: 'silent', why: string }>}
 */
export function pingRedis(target, timeout = 1000) {
  const { place, user, password } = target;
  const login = password === '' ? '' : encode(user === '' ? ['AUTH', password] : ['AUTH', user, password]);
  return new Promise((resolve) => {
    const socket = connect(place);
    let answer = '';
    /** @param {{ kind: 'answers' } | { kind: 'silent', why: string }} result */
    const end = (result) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ kind: 'silent', why: 'it does not answer' }), timeout);
    socket.on('error', (error) => end({ kind: 'silent', why: error.message }));
    socket.on('close', () => end({ kind: 'silent', why: 'it closes the connection' }));
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
      const refusal = /^-(.*)\r\n/m.exec(answer);
      // A server that is still loading its data answers -LOADING: it is there, but not yet of use.
      if (refusal !== null) end({ kind: 'silent', why: refusal[1] ?? 'it refuses' });
      else if (answer.includes('+PONG\r\n')) end({ kind: 'answers' });
    });
    socket.write(`${login}${encode(['PING'])}`);
  });
}
