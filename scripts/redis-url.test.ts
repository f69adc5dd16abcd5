import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { describePlace, parseRedisUrl, pingRedis } from './lib/redis-url.mjs';

test.each([
  ['redis://cache', { host: 'cache', port: 6379, secure: false }],
  ['rediss://u:p%40@cache:7000/2', { host: 'cache', port: 7000, secure: true }],
  ['redis://[::1]:1', { host: '::1', port: 1, secure: false }],
  ['unix:///tmp/r.sock', { path: '/tmp/r.sock' }],
])('SV-14 reads %s', (url, place) => {
  expect(parseRedisUrl(url).place).toEqual(place);
});

test('SV-14 keeps credentials out of what is shown', () => {
  const target = parseRedisUrl('redis://me:hunter2@cache:1');
  expect([target.user, target.password, describePlace(target.place)]).toEqual(['me', 'hunter2', 'cache:1']);
});

test('SV-14 refuses other addresses without repeating them', () => {
  expect(() => parseRedisUrl('http://me:hunter2@cache')).toThrow(/^REDIS_URL is not an address of Redis; write it as/);
});

test.each([
  ['+PONG\r\n', { kind: 'answers' }],
  ['-NOAUTH Authentication required.\r\n', { kind: 'silent', why: 'NOAUTH Authentication required.' }],
])('SV-14 understands the answer %j', async (answer, outcome) => {
  const server = createServer((socket) =>
    socket
      .on('error', () => undefined)
      .resume()
      .end(answer),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await pingRedis(parseRedisUrl(`redis://127.0.0.1:${port}`))).toEqual(outcome);
  await new Promise((resolve) => server.close(resolve));
});
