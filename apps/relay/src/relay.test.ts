import { describe, expect, test } from 'vitest';
import { noBoardYet, storeAway } from './board/board-follower.ts';
import { liveBoard, withPulse } from './board/live-board.ts';
import { layoutOf } from './test-support/desk.ts';
import { startTestEngine } from './test-support/engine.ts';
import { startTestRelay, until } from './test-support/relay.ts';
import { desk, healthsOf, screen, untilTestEnds } from './test-support/with-desk.ts';

describe('following the board', () => {
  test('RE-6 without a snapshot the relay waits, says why, and serves as soon as one comes', async () => {
    const relay = untilTestEnds(await startTestRelay());
    relay.streams.away = true;
    await until(() => relay.readiness().why === storeAway);
    relay.streams.away = false;
    await until(() => relay.readiness().why === noBoardYet);
    expect(relay.readiness().ready).toBe(false);
    const early = screen(relay.url);
    const answer = await fetch(`${relay.url}/api/v1/board`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: noBoardYet });
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(503);
    const engine = await startTestEngine(relay.engineStreams, layoutOf('v1', ['a']));
    await engine.snapshot();
    await until(() => early.board() !== null);
    expect(healthsOf(early)).toEqual(['ok']);
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(200);
  });

  test('RE-1, RE-2 a turn reaches the screen as a frame', async () => {
    const { engine, url } = await desk();
    const made = screen(url);
    await until(() => made.board() !== null);
    await engine.set('b', 'down');
    await until(() => healthsOf(made)?.[1] === 'down');
    expect(healthsOf(made)).toEqual(['ok', 'down', 'ok']);
    expect(made.seen.snapshots).toBe(1);
  });

  test('RE-5 turns trimmed unread, another layout and another epoch bring every screen a snapshot', async () => {
    const { engine, engineStreams, streams, url, metrics } = await desk();
    const made = screen(url, { resyncs: true });
    await until(() => made.board() !== null);

    streams.away = true;
    for (let n = 0; n < 5; n += 1) await engine.set('a', n % 2 === 0 ? 'down' : 'degraded');
    await engine.snapshot();
    await engineStreams.turns.trim(engine.board().revision + 1);
    await engine.commit();
    streams.away = false;
    await until(() => healthsOf(made)?.[0] === 'down');

    await engine.layout(layoutOf('v2', ['c', 'new', 'a']));
    await until(() => made.board()?.layout.version === 'v2');
    expect(healthsOf(made)).toEqual(['ok', 'no-sight', 'down']);
    expect(made.board()?.statuses[1]?.reasons).toEqual([{ code: 'never-seen' }]);

    await engine.restart();
    await engine.snapshot();
    await engine.set('new', 'ok');
    await until(() => made.board()?.epoch === 2 && healthsOf(made)?.[1] === 'ok');
    expect(healthsOf(made)).toEqual(['ok', 'ok', 'down']);
    expect(metrics()).toMatch(/relay_boards_loaded_total\{[^}]*\} 4/);
  });

  test('RE-14 the store away: pulses go on, the engine grows old on them, and all recovers by itself', async () => {
    const { engine, streams, url } = await desk();
    const made = screen(url);
    await engine.pulse();
    await until(() => made.seen.pulses.length > 0);
    streams.away = true;
    await until(() => (made.seen.pulses.at(-1)?.hops.engineMs ?? 0) > 3100);
    const blind = made.seen.pulses.at(-1);
    expect(blind?.hops.redisMs).toBeNull();
    expect(blind?.hops.collectors[0]?.ageMs).toBeGreaterThan(2000);
    expect(made.seen.tenths.at(-1)?.[0]).toBeGreaterThan(6);
    streams.away = false;
    await engine.set('c', 'degraded');
    await until(() => healthsOf(made)?.[2] === 'degraded');
    await until(() => (made.seen.pulses.at(-1)?.hops.redisMs ?? null) !== null);
    expect(made.seen.snapshots).toBe(1);
  }, 20_000);

  test('RE-3, RE-14 an idle desk still gives a frame, freshness and a pulse each second', async () => {
    const { url } = await desk();
    const made = screen(url);
    await until(() => made.board() !== null);
    const { frames, freshness, pulses } = made.seen;
    const before = [frames.length, freshness.length, pulses.length];
    await new Promise((resolve) => setTimeout(resolve, 3500));
    const grown = [frames.length, freshness.length, pulses.length].map((count, index) => count - (before[index] ?? 0));
    for (const count of grown) expect(count).toBeGreaterThanOrEqual(2);
    for (const count of grown) expect(count).toBeLessThanOrEqual(8);
  }, 15_000);

  test('RE-4 freshness follows the pulse, brings limits only when they changed, and fresh evidence at once', async () => {
    const { engine, url } = await desk();
    const made = screen(url);
    await until(() => made.board() !== null);
    await engine.pulse({ lastBeats: [Date.now() - 1500, Date.now(), null], limits: [3000, 3000, 3000] });
    await until(() => made.seen.tenths.length > 0);
    expect(made.seen.freshness[0]?.limits).toBeUndefined();
    expect(made.seen.tenths[0]?.[0]).toBeGreaterThanOrEqual(5);
    await engine.pulse({ limits: [3000, 9000, 3000] });
    await until(() => made.seen.freshness.some(({ limits }) => limits?.[1] === 9000));
    const late = screen(url);
    await until(
      () => late.board()?.limits[1] === 9000 || late.seen.freshness.some(({ limits }) => limits?.[1] === 9000),
    );
  });

  test('RE-4 what comes back from no sight is fresh on the screens before the next pulse', async () => {
    const { engine, url } = await desk();
    const made = screen(url);
    await until(() => made.board() !== null);
    await engine.set('a', 'no-sight');
    await engine.pulse({ lastBeats: [null, Date.now(), Date.now()] });
    await until(() => made.seen.tenths.at(-1)?.[0] === 255 || (made.seen.tenths.at(-1)?.[0] ?? 0) > 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await engine.set('a', 'ok');
    await until(() => (made.seen.tenths.at(-1)?.[0] ?? 255) <= 2, 900);
  });
});

test('RE-5 a pulse about another layout changes nothing', async () => {
  const { engine } = await desk();
  const before = liveBoard(engine.board());
  const pulse = {
    epoch: 1,
    revision: 1,
    layout: 'another',
    at: 1,
    shown: 1,
    lastBeats: [1, 1, 1],
    limits: [1, 1, 1],
    collectors: [],
    historyBehind: 0,
  };
  expect(withPulse(before, pulse)).toBe(before);
  expect(withPulse(before, { ...pulse, layout: before.board.layout.version, limits: [1] })).toBe(before);
});
