import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { isHistoryAway, openHistory } from './index.ts';

test('HI-9 while Postgres refuses connections every method rejects, and says that it is away', async () => {
  const history = openHistory('postgres://nobody@127.0.0.1:1/nothing');
  const failed = await history.position().catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Error);
  expect(isHistoryAway(failed)).toBe(true);
  await history.close();
});

test('HI-9 a Postgres that accepts and never answers costs seconds, not for ever', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const history = openHistory(`postgres://nobody@127.0.0.1:${port}/nothing`);
  const failed = await history.changesOf('gw', 0, 1, 1).catch((error: unknown) => error);
  expect(isHistoryAway(failed)).toBe(true);
  await history.close();
  server.close();
}, 15_000);

test('HI-9 a fault of the statement is not taken for absence', () => {
  expect(isHistoryAway(Object.assign(new Error('no such table'), { code: '42P01' }))).toBe(false);
  expect(isHistoryAway(Object.assign(new Error('shutting down'), { code: '57P01' }))).toBe(true);
  expect(isHistoryAway(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))).toBe(true);
});
