import { afterEach, expect, test, vi } from 'vitest';
import { startTinyCollector } from '../test-support/tiny-collector.ts';
import type { Fate } from './counts.ts';
import { startHttpSender } from './http-sender.ts';
import type { HttpSender } from './http-sender.ts';

// What is waited for comes in milliseconds on an idle machine and later on a busy one.
vi.setConfig({ testTimeout: 30_000 });

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});

async function start() {
  const collector = await startTinyCollector();
  const counts: Record<Fate, number> = { sent: 0, superseded: 0, refused: 0, failed: 0 };
  const said: string[] = [];
  const silent = new Set<string>();
  let seq = 0;
  const sender = startHttpSender({
    site: 'ldn',
    url: new URL('/v1/beats', collector.url),
    token: 'a-token-to-test',
    compose: (id) => (silent.has(id) ? null : { component: id, seq: seq++ }),
    count: (fate, _port, by) => (counts[fate] += by),
    say: (sentence) => said.push(sentence),
  });
  cleanUp.push(() => sender.stop(), collector.stop);
  return { collector, counts, said, silent, sender };
}

/** As the simulator does: asked again and again, it sends when it may. */
async function flushUntil(sender: HttpSender, isDone: () => boolean) {
  await vi.waitFor(
    () => {
      sender.flush(Date.now());
      expect(isDone()).toBe(true);
    },
    { timeout: 20_000, interval: 20 },
  );
}

test('SI-10 what is due together travels together, with the bearer token', async () => {
  const { collector, counts, sender } = await start();
  for (const id of ['one', 'two', 'three']) sender.want(id);
  await flushUntil(sender, () => counts.sent === 3);
  expect(collector.requests()).toBe(1);
  expect(new Set(collector.arrivals.map((arrival) => arrival.token))).toEqual(new Set(['a-token-to-test']));
  expect(sender.last()).toBe('taken');
});

test('SI-11 while the collector fails the newest beat of each component waits and no other, and is sent on its return', async () => {
  const { collector, counts, said, sender } = await start();
  collector.answerWith(503);
  for (let round = 0; round < 3; round++) {
    const before = counts.failed;
    sender.want('one');
    sender.want('two');
    await flushUntil(sender, () => counts.failed > before);
  }
  expect(sender.last()).toBe('failed');
  expect(counts.superseded).toBeGreaterThanOrEqual(4);
  expect(said.length).toBe(1);
  collector.answerWith(202);
  await flushUntil(sender, () => counts.sent > 0);
  expect(collector.arrivals.map((arrival) => arrival.beat.component).toSorted()).toEqual(['one', 'two']);
  expect(said.at(-1)).toContain('taken again');
});

test('SI-11 it backs off: a failing collector is asked a few times a second at most', async () => {
  const { collector, counts, sender } = await start();
  collector.answerWith(500);
  const until = Date.now() + 1000;
  while (Date.now() < until) {
    sender.want('one');
    sender.flush(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(collector.requests()).toBeGreaterThanOrEqual(1);
  expect(collector.requests()).toBeLessThanOrEqual(4);
  expect(counts.superseded).toBeGreaterThan(10);
});

test('SI-11 what is refused is counted and not sent again', async () => {
  const { collector, counts, said, sender } = await start();
  collector.answerWith(401);
  sender.want('one');
  await flushUntil(sender, () => counts.refused === 1);
  expect(said).toEqual(['ldn: beats are not taken: 401: no']);
  await new Promise((resolve) => setTimeout(resolve, 400));
  sender.flush(Date.now());
  expect(collector.requests()).toBe(1);
});

test('SI-11 a collector that is not there at all is a failure like any other', async () => {
  const { collector, counts, sender } = await start();
  await collector.stop();
  cleanUp.pop();
  sender.want('one');
  await flushUntil(sender, () => counts.failed === 1);
});

test('SI-12 one that fell silent while it waited is not spoken for', async () => {
  const { collector, counts, silent, sender } = await start();
  silent.add('one');
  sender.want('one');
  sender.want('two');
  await flushUntil(sender, () => counts.sent === 1);
  expect(collector.arrivals.map((arrival) => arrival.beat.component)).toEqual(['two']);
});
