import { afterEach, expect, test } from 'vitest';
import { startDesk, until, type Desk } from '../test-support/relay.ts';
import { connectScreen } from '../test-support/screen.ts';
import { closeIfSlow, mostBytes, mostPackets } from './slow-screens.ts';

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.stop();
  desk = null;
});

function outbox(packets: readonly unknown[]) {
  const closed: boolean[] = [];
  return { writeBuffer: packets.map((data) => ({ data })), close: (discard: boolean) => closed.push(discard), closed };
}

test('RE-11 a screen is closed past its bound of packets or bytes, and its buffer discarded', () => {
  const few = outbox(Array.from({ length: mostPackets }, () => 'x'));
  expect(closeIfSlow(few)).toBe(false);
  expect(few.closed).toEqual([]);
  const many = outbox(Array.from({ length: mostPackets + 1 }, () => 'x'));
  expect(closeIfSlow(many)).toBe(true);
  expect(many.closed).toEqual([true]);
  expect(closeIfSlow(outbox([Buffer.alloc(mostBytes), 'x']))).toBe(true);
  expect(closeIfSlow(outbox([undefined, { a: 1 }]))).toBe(false);
});

test('RE-11 a stopped screen is closed while others go on, and comes back by itself to the present', async () => {
  desk = await startDesk(['a', 'b']);
  const { engine, url, metrics } = desk;
  const stopped = connectScreen(url, { reconnection: true, resyncs: true });
  const well = connectScreen(url, { resyncs: true });
  await until(() => stopped.board() !== null && well.board() !== null);
  const transport = stopped.socket.io.engine.transport as unknown as {
    ws: { _socket: { pause(): void; resume(): void } };
  };
  const raw = transport.ws._socket;
  raw.pause();
  const text = 'x'.repeat(100_000);
  let disconnects = 0;
  stopped.socket.on('disconnect', () => (disconnects += 1));
  const before = process.memoryUsage().rss;
  for (let n = 0; n < 400 && !/closed_slow_total\{[^}]*\} 1/.test(metrics()); n += 1) {
    await engine.commit({ news: { findings: [{ code: 'clock-stepped', text: `${n} ${text}`, since: n }] } });
    await new Promise((resolve) => setTimeout(resolve, 22));
  }
  expect(metrics()).toMatch(/closed_slow_total\{[^}]*\} 1/);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  raw.resume();
  await engine.set('a', 'down');
  await until(() => well.board()?.statuses[0]?.health === 'down');
  await until(() => stopped.board()?.statuses[0]?.health === 'down', 20_000);
  expect(disconnects).toBeGreaterThan(0);
  stopped.close();
  well.close();
}, 60_000);
