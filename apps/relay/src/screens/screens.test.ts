import { describe, expect, test } from 'vitest';
import { startDesk, until } from '../test-support/relay.ts';
import { desk, healthsOf, screen } from '../test-support/with-desk.ts';

describe('screens', () => {
  test('RE-8 a short absence costs one frame, a long one or another desk a snapshot', async () => {
    const { engine, url } = await desk();
    const made = screen(url);
    await until(() => made.board() !== null);
    made.close();
    await engine.set('a', 'down');
    await engine.set('a', 'degraded');
    await engine.set('b', 'down');
    made.socket.connect();
    await until(() => healthsOf(made)?.join() === 'degraded,down,ok');
    expect(made.seen.snapshots).toBe(1);
    await until(() => made.seen.freshness.some(({ limits }) => limits !== undefined));

    const other = screen(url, { greets: false });
    other.socket.on('connect', () => other.hello({ have: { epoch: 1, to: 1, layout: 'another' } }));
    await until(() => other.board() !== null);
    expect(healthsOf(other)).toEqual(['degraded', 'down', 'ok']);
  });

  test('RE-8 a gap is answered with a snapshot, and counted', async () => {
    const { engine, url, metrics } = await desk();
    const made = screen(url, { resyncs: true });
    await until(() => made.board() !== null);
    made.socket.emit('resync', { have: null });
    await until(() => made.seen.snapshots === 2);
    await engine.set('a', 'down');
    await until(() => healthsOf(made)?.[0] === 'down');
    expect(metrics()).toMatch(/relay_resyncs_total\{[^}]*\} 1/);
  });

  test('RE-9 a screen that speaks another wire is told to renew itself and gets nothing else', async () => {
    const { url } = await desk();
    const made = screen(url, { greets: false });
    made.socket.on('connect', () => made.hello({ wire: 999_999 }));
    await until(() => made.outdated.length === 1);
    expect(made.board()).toBeNull();
  });

  test('RE-10 garbage from a screen is dropped and counted, and neither it nor another screen suffers', async () => {
    const { engine, url, metrics } = await desk();
    const good = screen(url);
    const bad = screen(url);
    await until(() => good.board() !== null && bad.board() !== null);
    const raw = bad.socket as unknown as { emit(event: string, ...args: unknown[]): void };
    raw.emit('hello', { wire: 'one' });
    raw.emit('resync', 5);
    raw.emit('echo', 'x');
    raw.emit('take', { incident: 1 });
    raw.emit('hello', null);
    raw.emit('echo', 1, 2, 3);
    await until(() => /rejected_messages_total\{[^}]*why="unknown"[^}]*\} [1-9]/.test(metrics()));
    await until(() => /rejected_messages_total\{[^}]*why="malformed"[^}]*\} [4-9]/.test(metrics()));
    for (let n = 0; n < 60; n += 1) raw.emit('resync', { have: null });
    await until(() => /why="too-many"[^}]*\} [3-9]\d/.test(metrics()));
    await engine.set('a', 'down');
    await until(() => healthsOf(good)?.[0] === 'down');
    for (let n = 0; n < 200; n += 1) raw.emit('noise', n);
    await until(() => !bad.socket.connected);
  });

  test('RE-10 what is no message at all ends its connection and nothing else', async () => {
    const { url } = await desk();
    for (const text of [
      '4',
      '42["disconnect"]',
      '42{"a":1}',
      '4zz',
      '9',
      '42[',
      '451-["hello"]',
      '42/other,["hello"]',
    ]) {
      const bad = screen(url);
      await until(() => bad.board() !== null);
      bad.socket.io.engine.transport.send([{ type: 'message', data: text.slice(1) }]);
    }
    const next = screen(url);
    await until(() => next.board() !== null);
  });

  test('RE-10 a message over 16 kB ends its connection and nothing else', async () => {
    const { url } = await desk();
    const bad = screen(url);
    await until(() => bad.board() !== null);
    (bad.socket as unknown as { emit(event: string, text: string): void }).emit('hello', 'x'.repeat(20_000));
    await until(() => !bad.socket.connected);
    const next = screen(url);
    await until(() => next.board() !== null);
  });

  test('RE-10 an echo is answered with desk time', async () => {
    const { url } = await desk();
    const made = screen(url);
    await until(() => made.board() !== null);
    const answer = await new Promise<number>((resolve) => made.socket.emit('echo', 1, resolve));
    expect(Math.abs(answer - Date.now())).toBeLessThan(1000);
  });

  test('RE-19 two hundred screens at once all get the board, pressed a few times and not two hundred', async () => {
    const { engine, url, metrics } = await desk(Array.from({ length: 300 }, (_, n) => `c${n}`));
    const many = Array.from({ length: 200 }, () => screen(url));
    await until(() => many.every((made) => made.board() !== null), 20_000);
    await engine.set('c7', 'down');
    await until(() => many.every((made) => healthsOf(made)?.[7] === 'down'), 20_000);
    const pressed = Number(/relay_snapshots_total\{[^}]*\} (\d+)/.exec(metrics())?.[1]);
    expect(pressed).toBeLessThan(60);
    expect(metrics()).toMatch(/relay_screens\{[^}]*\} 200/);
  }, 60_000);

  test('RE-12 past five hundred connections the next is refused and counted, and room is made by leaving', async () => {
    const { url, metrics } = await desk();
    const many = Array.from({ length: 500 }, () => screen(url, { greets: false }));
    await until(() => many.every((made) => made.socket.connected), 30_000);
    const late = screen(url);
    const refused = await new Promise<boolean>((resolve) => {
      late.socket.on('connect_error', () => resolve(true));
      late.socket.on('connect', () => resolve(false));
    });
    expect(refused).toBe(true);
    expect(metrics()).toMatch(/relay_refused_total\{[^}]*why="full"[^}]*\} 1/);
    many[0]?.close();
    await until(() => /relay_screens\{[^}]*\} 499/.test(metrics()));
    // Its place is free once the way to it is closed too: whoever is early comes again, as every wall does.
    const next = screen(url, { reconnection: true });
    await until(() => next.board() !== null);
  }, 60_000);

  test('RE-21 what is sent and dropped, and how late each hop is, stands in the metrics', async () => {
    const { url, metrics } = await desk();
    const made = screen(url);
    await until(() => made.seen.pulses.length > 0);
    for (const name of ['frames_total', 'sent_bytes_total', 'snapshots_total', 'snapshot_bytes_total', 'screens']) {
      expect(metrics()).toMatch(new RegExp(`yagura_relay_${name}\\{[^}]*\\} [1-9]`));
    }
    await until(() => ['redis', 'engine', 'relay'].every((hop) => metrics().includes(`hop="${hop}"`)));
  });

  test('RE-18 a stopping relay lets go of its screens, which come back by themselves', async () => {
    const first = await startDesk(['a']);
    const made = screen(first.url, { reconnection: true });
    await until(() => made.board() !== null);
    const reasons: string[] = [];
    made.socket.on('disconnect', (reason) => reasons.push(reason));
    await first.stop();
    await until(() => reasons.length > 0);
    expect(reasons).not.toContain('io server disconnect');
    expect(made.socket.active).toBe(true);
  });
});
