import { screenSettingsOf } from '@yagura/testkit';
import { expect, test } from 'vitest';
import { createScreenStore } from '../screen/screen.ts';
import { alarm, deskStart } from '../test-support/board.ts';
import { createTestWall } from '../test-support/wall.ts';
import { startReloading } from './start-reloading.ts';

const hour = 3_600_000;

/** A page whose timers the test fires, in a desk whose day is that of London. */
function page(served: () => boolean, timeZone: string | null = null) {
  const screen = createScreenStore();
  screen.setState({ settings: screenSettingsOf({ timeZone }) });
  const wall = createTestWall();
  const kept = new Map<string, string>();
  const runs: (() => void)[] = [];
  let reloads = 0;
  let monotonic = 0;
  const timers = {
    every: (_: number, run: () => void) => (runs.push(run), () => {}),
    after: (_: number, run: () => void) => (runs.push(run), () => {}),
  };
  const reloading = startReloading({
    desk: wall.store,
    screen,
    timers,
    drawn: 0,
    monotonic: () => monotonic,
    touchedAt: () => 0,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
    now: () => deskStart + monotonic,
    isServed: () => Promise.resolve(served()),
    reload: () => (reloads += 1),
  });
  return {
    wall,
    reloading,
    reloads: () => reloads,
    /** So long after it began. */
    at: async (passed: number, alarms = false) => {
      wall.sleep(passed - monotonic - 250);
      wall.pass(250, 'silent');
      wall.sleep(1);
      monotonic = passed;
      wall.snapshot({ revision: 20, alarms: alarms ? [alarm('a')] : [], sentAt: wall.now(), at: wall.now() });
      for (const run of runs.slice()) run();
      await Promise.resolve().then(() => Promise.resolve());
    },
  };
}

// It begins at 14:03:07 in London; its own minute is 03:00.
const night = 13 * hour;

test('WI-120 once a night, in its own minute, and not again when it is told so a moment later', async () => {
  const { at, reloads } = page(() => true);
  await at(12.9 * hour);
  expect(reloads()).toBe(0);
  await at(night);
  expect(reloads()).toBe(1);
  await at(night + 30_000);
  expect(reloads()).toBe(1);
});

test('WI-120 by the clock of the room: at night in London a screen in Hong Kong is looked at', async () => {
  const { at, reloads } = page(() => true, 'Asia/Hong_Kong');
  await at(night);
  expect(reloads()).toBe(0);
  // 03:00 there, and half a day after it began.
  await at(29 * hour);
  expect(reloads()).toBe(1);
});

test('WI-120 not from nowhere, and not while something calls', async () => {
  let served = false;
  const { at, reloads } = page(() => served);
  await at(night);
  served = true;
  await at(night + 30_000, true);
  expect(reloads()).toBe(0);
  await at(night + 60_000);
  expect(reloads()).toBe(1);
});

test('WI-16 a newer wall is loaded as soon as it is served', async () => {
  let served = false;
  const { wall, at, reloads } = page(() => served);
  wall.snapshot();
  wall.apply({ type: 'outdated' });
  await at(1000);
  expect(reloads()).toBe(0);
  served = true;
  await at(6000);
  expect(reloads()).toBe(1);
});
