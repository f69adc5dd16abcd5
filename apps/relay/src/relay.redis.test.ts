import { createRedisStreams } from '@yagura/streams';
import { expect, test } from 'vitest';
import { layoutOf } from './test-support/desk.ts';
import { startTestEngine } from './test-support/engine.ts';
import { startTestRelay, until } from './test-support/relay.ts';
import { connectScreen } from './test-support/screen.ts';

test('RE-1, RE-2, RE-14 over a real Redis: snapshot, turns and pulses reach a screen soon', async () => {
  const url = process.env['REDIS_URL'] ?? '';
  const options = { prefix: `relay-test-${Date.now().toString(36)}:` };
  const streams = createRedisStreams(url, options);
  const engineStreams = createRedisStreams(url, options);
  const relay = await startTestRelay({ streams });
  const engine = await startTestEngine(engineStreams, layoutOf('v1', ['a', 'b']));
  await engine.snapshot();
  await engine.commit();
  const screen = connectScreen(relay.url);
  await until(() => screen.board() !== null);
  const delays: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const health = n % 2 === 0 ? 'down' : 'ok';
    const began = performance.now();
    await engine.set('a', health);
    await until(() => screen.board()?.statuses[0]?.health === health);
    delays.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(delays.toSorted((a, b) => a - b)[20]).toBeLessThan(250);
  await engine.pulse({ figures: [4, null] });
  await until(() => screen.board()?.figures[0] === 4);
  await until(() => (screen.seen.pulses.at(-1)?.hops.redisMs ?? null) !== null);
  screen.close();
  await relay.stop();
  await Promise.all([streams.close(), engineStreams.close()]);
}, 30_000);
