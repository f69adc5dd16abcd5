import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { isSignedBy } from '@yagura/service';
import { webhookMessageSchema, type Announcement } from '@yagura/contract';
import { afterEach, expect, test } from 'vitest';
import { messageIdOf, messageOf } from './message-of.ts';
import { permissionFor } from './permission.ts';
import { post, type Posted } from './post.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const announcement: Announcement = {
  id: '3.14.1',
  at: 1_764_000_000_000,
  kind: 'opened',
  group: 'component:a@1',
  root: { kind: 'component', id: 'a' },
  priority: 1,
  pages: true,
  text: 'A is DOWN.',
  why: 'It is the first of site ldn.',
};
const message = messageOf({ announcement, webhook: 'pager.1', secret }, 1_764_000_001_999);
const here = permissionFor({ loopback: true, networks: [] });
const servers: { close(): unknown; closeAllConnections?: () => void }[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<URL> {
  const server: Server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/in?token=abc`);
}

const send = (url: URL, timeoutMs = 5000, allowed = here, stop = new AbortController().signal): Promise<Posted> =>
  post(url, message, { allowed, timeoutMs }, stop);

test('WH-1 what is sent is signed over its very bytes, and its id tells the announcement and the subscription', async () => {
  const heard: { headers: Record<string, unknown>; body: string }[] = [];
  const url = await listen((request, response) => {
    let body = '';
    request
      .on('data', (bytes) => (body += bytes))
      .on('end', () => {
        heard.push({ headers: request.headers, body });
        response.end('{}');
      });
  });
  expect(await send(url)).toEqual({ kind: 'delivered' });
  const [{ headers, body } = { headers: {}, body: '' }] = heard;
  const id = String(headers['webhook-id']);
  expect(id).toBe('msg_3-14-1_pager~1');
  expect(id).toBe(messageIdOf(announcement, 'pager.1'));
  const timestamp = Number(headers['webhook-timestamp']);
  expect(timestamp).toBe(1_764_000_001);
  expect(isSignedBy(secret, { id, timestamp, body }, String(headers['webhook-signature']))).toBe(true);
  const told = webhookMessageSchema.parse(JSON.parse(body));
  expect(told).toEqual({ type: 'announcement.opened', timestamp: '2025-11-24T16:00:00.000Z', data: announcement });
});

test('WH-1 a message is never longer than 64 kB', () => {
  const long = { ...announcement, text: '長'.repeat(100_000), why: 'x'.repeat(100_000) };
  const { body } = messageOf({ announcement: long, webhook: 'pager', secret }, 0);
  expect(Buffer.byteLength(body)).toBeLessThan(64 * 1024);
  expect(webhookMessageSchema.parse(JSON.parse(body)).data.id).toBe('3.14.1');
});

test('WH-6 a receiver that fails, redirects or wants it never again is told apart in words', async () => {
  const answers: [number, Record<string, string>, Posted][] = [
    [204, {}, { kind: 'delivered' }],
    [500, {}, { kind: 'failed', why: 'it answered 500 Internal Server Error', askedMs: 0 }],
    [503, { 'retry-after': '120' }, { kind: 'failed', why: 'it answered 503 Service Unavailable', askedMs: 120_000 }],
    [404, { 'retry-after': 'soon' }, { kind: 'failed', why: 'it answered 404 Not Found', askedMs: 0 }],
    [410, {}, { kind: 'unwanted', why: 'it answered 410 Gone' }],
  ];
  for (const [status, headers, outcome] of answers) {
    const url = await listen((_, response) => response.writeHead(status, headers).end());
    expect(await send(url), String(status)).toEqual(outcome);
  }
});

test('WH-6 no redirect is followed', async () => {
  let asked = 0;
  const other = await listen((_, response) => {
    asked += 1;
    response.end();
  });
  const url = await listen((_, response) => response.writeHead(307, { location: other.href }).end());
  const why = 'it answered 307 Temporary Redirect: redirects are not followed, so give the last address';
  expect(await send(url)).toEqual({ kind: 'failed', why, askedMs: 0 });
  expect(asked).toBe(0);
});

test('WH-6 a receiver that hangs before or in its answer holds us no longer than the time-out', async () => {
  const silent = await listen(() => undefined);
  expect(await send(silent, 200)).toEqual({ kind: 'failed', why: 'no answer within 0.2 s', askedMs: 0 });
  const mute = createTcpServer();
  servers.push(mute);
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const deaf = new URL(`http://127.0.0.1:${(mute.address() as AddressInfo).port}/`);
  expect(await send(deaf, 200)).toMatchObject({ why: 'no answer within 0.2 s' });
  const slow = await listen((_, response) => void response.writeHead(200).write('and then nothing'));
  expect(await send(slow)).toEqual({ kind: 'delivered' });
});

test('WH-6 of an endless answer nothing is kept', async () => {
  let written = 0;
  const url = await listen((_, response) => {
    const chunk = Buffer.alloc(64 * 1024);
    const more = () => {
      for (let n = 0; n < 100_000; n += 1) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
    };
    response.on('error', () => undefined);
    more();
  });
  expect(await send(url)).toEqual({ kind: 'delivered' });
  expect(written).toBeLessThan(64 * 1024 * 1024);
});

test('WH-6 nobody there, garbage and a cut are failures in words that do not repeat the address', async () => {
  const garbage = createTcpServer((socket) => socket.end('nonsense\r\n\r\n').on('error', () => undefined));
  const cut = createTcpServer((socket) => socket.on('error', () => undefined).destroy());
  for (const server of [garbage, cut]) {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/secret-path`);
    const posted = await send(url);
    expect(posted.kind).toBe('failed');
    expect(JSON.stringify(posted)).not.toContain('secret-path');
  }
  const url = await listen(() => undefined);
  for (const server of servers.splice(0)) server.close();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await send(url)).toEqual({ kind: 'failed', why: 'nobody listens there', askedMs: 0 });
});

test('WH-7 where https is said nothing is told unencrypted', async () => {
  let told = 0;
  const url = await listen((_, response) => {
    told += 1;
    response.end();
  });
  const posted = await send(new URL(url.href.replace('http:', 'https:')));
  expect(posted).toEqual({ kind: 'failed', why: 'it does not speak TLS', askedMs: 0 });
  expect(told).toBe(0);
});

test('WH-7 an address that may not be reached is not connected to, by number or by name', async () => {
  let connected = 0;
  const url = await listen((_, response) => {
    connected += 1;
    response.end();
  });
  const nowhere = permissionFor({ loopback: false, networks: [] });
  const why = /is no public address: name its network in YAGURA_WEBHOOK_NETWORKS if it is meant/;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '127.1']) {
    const there = new URL(url);
    there.hostname = host;
    const posted = await send(there, 2000, nowhere);
    expect(posted).toMatchObject({ kind: 'failed', why: expect.stringMatching(why) });
  }
  expect(connected).toBe(0);
});

test('WH-7 what this machine may be told unencrypted, no other name is', async () => {
  const elsewhere = new URL('http://93.184.216.34/in');
  expect(await send(elsewhere)).toMatchObject({ kind: 'failed', why: expect.stringMatching(/no public address/) });
});

test('WH-4 what we end ourselves is no failure of the receiver', async () => {
  const stopping = new AbortController();
  const url = await listen(() => stopping.abort());
  expect(await send(url, 5000, here, stopping.signal)).toEqual({ kind: 'stopped' });
});
