import { afterEach, expect, test, vi } from 'vitest';
import { exchange, requestText, statusesIn } from '../test-support/raw-socket.ts';
import { answerFault, answerJson } from './answer.ts';
import { createBodyBudget, readBody, type Body } from './read-body.ts';
import { startHttpServer } from './server.ts';

vi.setConfig({ testTimeout: 20_000 });

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function start(budgetBytes: number) {
  const refused: string[] = [];
  const budget = createBodyBudget(budgetBytes);
  const bodies: Body[] = [];
  const server = await startHttpServer({
    address: '127.0.0.1',
    port: 0,
    requestTimeoutMs: 500,
    onRefused: (cause) => refused.push(cause),
    listener: (request, response) =>
      readBody(request, 1000, budget, (body) => {
        bodies.push(body);
        if (typeof body === 'string') answerFault(request, response, { status: 429, error: body, remedy: 'wait' });
        else answerJson(response, 202, '{}');
      }),
  });
  stops.push(() => server.stop());
  return { ...server, refused, bodies, budget };
}

test('HB-7 a body that does not come in time is answered with 408', async () => {
  const { port, refused } = await start(10_000);
  const answer = await exchange(port, [requestText('{"component":"gw-1"}').slice(0, -3)], 8000);
  expect(statusesIn(answer)).toEqual([408]);
  expect(answer).toContain('remedy');
  expect(refused).toContain('too-slow');
});

test('HB-7 headers that do not come in time are answered with 408', async () => {
  const { port } = await start(10_000);
  expect(statusesIn(await exchange(port, ['POST /v1/beats HTTP/1.1\r\nhost: x\r\n'], 8000))).toEqual([408]);
});

test('HB-7 all bodies together have a bound, and what was given back can be used again', async () => {
  const { port, bodies, budget } = await start(1500);
  const half = exchange(port, [requestText('x'.repeat(900)).slice(0, -1)], 400);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(statusesIn(await exchange(port, [requestText('y'.repeat(900))], 200))).toEqual([429]);
  await half;
  await vi.waitFor(() => expect(bodies).toEqual(['no-room', 'gone']), { timeout: 20_000 });
  expect(statusesIn(await exchange(port, [requestText('y'.repeat(900))], 200))).toEqual([202]);
  expect(budget.take(1500)).toBe(true);
});
