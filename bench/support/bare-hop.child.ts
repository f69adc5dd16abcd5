import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Redis } from 'ioredis';
import { acceptWebsockets } from './bare-websocket.ts';
import { answerCommands } from './helper-process.ts';
import type { HopCommand, HopAnswer } from './bare-chain.ts';
import { openRedis } from './open-redis.ts';

const mostKept = 1000;
const blockMs = 1000;
const page = `<!doctype html><title>bare</title><body style="margin:0"><div id="tile" style="width:400px;height:300px;background:#123"></div>`;

const append = (redis: Redis, stream: string, text: string) =>
  redis.xadd(stream, 'MAXLEN', '~', mostKept, '*', 'e', text);

/** Each entry of a stream as it comes, for ever. */
async function follow(redis: Redis, stream: string, take: (text: string) => void): Promise<never> {
  let after = '$';
  for (;;) {
    const read = await redis.xread('BLOCK', blockMs, 'STREAMS', stream, after);
    for (const [id, [, text]] of read?.[0]?.[1] ?? []) {
      after = id;
      take(text ?? '');
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<{ readonly id: string; readonly inMs?: number }> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as { id: string; inMs?: number }; // our own bench posts it
}

/** The first hop: a post becomes an entry, at once or by a timer. */
function front(redis: Redis) {
  return createServer((request, response) => {
    void bodyOf(request).then(async ({ id, inMs }) => {
      if (inMs === undefined) await append(redis, 'bench:a', JSON.stringify({ id }));
      else startTimer(redis, id, inMs);
      response.writeHead(202, { 'content-length': 2 }).end('{}');
    });
  });
}

function startTimer(redis: Redis, id: string, inMs: number): void {
  const due = performance.timeOrigin + performance.now() + inMs;
  setTimeout(() => void append(redis, 'bench:a', JSON.stringify({ id, due })), inMs);
}

/** The last hop: an entry becomes a message on every websocket. */
function back(redis: Redis) {
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page));
  const sockets = acceptWebsockets(server);
  void follow(redis, 'bench:b', (text) => sockets.send(JSON.stringify(JSON.parse(text))));
  return server;
}

async function begin({ role, redisUrl }: HopCommand): Promise<HopAnswer> {
  const redis = openRedis(redisUrl);
  if (role === 'middle') {
    const writer = openRedis(redisUrl);
    void follow(redis, 'bench:a', (text) => void append(writer, 'bench:b', JSON.stringify(JSON.parse(text))));
    return { port: 0 };
  }
  const server = role === 'front' ? front(redis) : back(redis);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port }; // of a TCP server
}

answerCommands(begin);
