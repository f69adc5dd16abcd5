import { wireVersion } from '@yagura/contract';
import { afterEach, expect, test, vi } from 'vitest';
import { deskStart, frame, freshness, pulse, snapshot, status } from '../test-support/board.ts';
import { startTestRelay, type TestRelay } from '../test-support/relay.ts';
import { createDeskStore } from '../desk/store.ts';
import { createScreenStore } from '../screen/screen.ts';
import { leftWall } from '../test-support/screens.ts';
import { createInOrder, mostWaiting } from './in-order.ts';
import { openSocket } from './open-socket.ts';
import { startSync } from './sync.ts';
import { pageTimers } from './timers.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const started = performance.now();
const deskNow = () => Math.round(deskStart + performance.now() - started);
const patience = { timeout: 4000, interval: 20 };

async function relayAt(port?: number): Promise<TestRelay> {
  const relay = await startTestRelay(deskNow, port);
  stops.push(() => relay.stop());
  return relay;
}

function wallFor(url: string, screen = createScreenStore()) {
  const read = () => ({ monotonic: performance.now(), calendar: Date.now() });
  const store = createDeskStore(read());
  const sync = startSync({ socket: openSocket(url), store, screen, read, timers: pageTimers });
  stops.push(() => sync.stop());
  return store.state.getState;
}

function fresh(over: Parameters<typeof snapshot>[0] = {}) {
  return snapshot({ sentAt: deskNow(), at: deskNow(), lastBeats: [deskNow(), deskNow()], ...over });
}

test('WI-12, WI-21 says hello with nothing, takes the snapshot, and frames that come while it inflates after it', async () => {
  const relay = await relayAt();
  const state = wallFor(relay.url);
  await vi.waitFor(() => expect(relay.hellos).toMatchObject([{ wire: wireVersion, have: null }]), patience);
  relay.snapshot(fresh());
  relay.screen()?.emit('frame', frame(deskNow(), 10, { statuses: [[1, status('down')]] }));
  relay.screen()?.emit('pulse', pulse(deskNow(), { revision: 11 }));
  await vi.waitFor(() => expect(state().board?.revision).toBe(11), patience);
  expect(state().shown.map(({ health }) => health)).toEqual(['ok', 'down']);
  expect(state()).toMatchObject({ phase: 'board', gap: false, cover: null, pulse: { revision: 11 } });
});

test('WI-9 the echo tells desk time', async () => {
  const relay = await relayAt();
  const state = wallFor(relay.url);
  await vi.waitFor(() => expect(state().clock.least).not.toBeNull(), patience);
  const error = deskNow() - (performance.now() - (state().clock.least ?? 0));
  expect(Math.abs(error)).toBeLessThan(500);
});

test('WI-11 a gap is answered by asking once for a snapshot, and so is what cannot be read', async () => {
  const relay = await relayAt();
  const state = wallFor(relay.url);
  await vi.waitFor(() => expect(relay.hellos).toHaveLength(1), patience);
  relay.snapshot(fresh());
  relay.screen()?.emit('frame', frame(deskNow(), 15));
  relay.screen()?.emit('frame', frame(deskNow(), 16));
  await vi.waitFor(() => expect(relay.resyncs()).toBe(1), patience);
  relay.snapshot(fresh({ revision: 20 }));
  await vi.waitFor(() => expect(state()).toMatchObject({ gap: false, board: { revision: 20 } }), patience);
  relay.screen()?.emit('freshness', freshness(deskNow()), Buffer.alloc(1) as unknown as ArrayBuffer);
  await vi.waitFor(() => expect(state().gap).toBe(true), patience);
  expect(relay.resyncs()).toBeLessThanOrEqual(2);
});

test('WI-12 after a reconnect it says what it has', async () => {
  const relay = await relayAt();
  const state = wallFor(relay.url);
  await vi.waitFor(() => expect(relay.hellos).toHaveLength(1), patience);
  relay.snapshot(fresh());
  await vi.waitFor(() => expect(state().phase).toBe('board'), patience);
  relay.screen()?.conn.close(true);
  await vi.waitFor(() => expect(relay.hellos).toHaveLength(2), patience);
  expect(relay.hellos[1]).toMatchObject({ build: 'one', have: { epoch: 1, to: 10, layout: 'a' } });
});

test('WI-78 what a screen is told stands beside the board, and what cannot be read is asked for again', async () => {
  const relay = await relayAt();
  const screen = createScreenStore();
  const state = wallFor(relay.url, screen);
  await vi.waitFor(() => expect(relay.hellos).toHaveLength(1), patience);
  relay.snapshot(fresh());
  await vi.waitFor(() => expect(state().phase).toBe('board'), patience);
  const room = { sounds: true, silencedUntil: null };
  relay.screen()?.emit('screen', { settings: leftWall, room });
  await vi.waitFor(
    () => expect(screen.getState()).toMatchObject({ settings: leftWall, room, sound: 'none' }),
    patience,
  );
  relay.screen()?.emit('screen', { settings: { ...leftWall, distanceMetres: -1 }, room });
  await vi.waitFor(() => expect(relay.resyncs()).toBe(1), patience);
  expect(screen.getState().settings).toEqual(leftWall);
});

test('WI-16 an outdated wall is told so and says so', async () => {
  const relay = await relayAt();
  const state = wallFor(relay.url);
  await vi.waitFor(() => expect(relay.hellos).toHaveLength(1), patience);
  relay.screen()?.emit('outdated', { wire: 2, build: 'two' });
  await vi.waitFor(() => expect(state().phase).toBe('updating'), patience);
});

test('WI-21 what waits for a snapshot is bounded', async () => {
  const order = createInOrder();
  let release = () => {};
  order.run(() => new Promise<void>((resolve) => (release = resolve)));
  const accepted = Array.from({ length: mostWaiting + 5 }, () => order.run(() => {}));
  expect(accepted.filter(Boolean)).toHaveLength(mostWaiting);
  release();
  await vi.waitFor(() => expect(order.run(() => {})).toBe(true), patience);
});
