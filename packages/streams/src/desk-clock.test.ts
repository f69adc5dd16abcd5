import { describe, expect, test } from 'vitest';
import { createMemoryStore, createMemoryStreams, startDeskClock, type DeskClockOptions } from './index.ts';

const origin = 1_700_000_000_000;

/** Time passes only here; the store's clock and ours can be set apart. */
function createTimes() {
  let passed = 0;
  let storeSet = 0;
  const store = createMemoryStore({ clock: () => origin + passed + storeSet });
  const monotonic = () => passed;
  const wall = () => origin + passed;
  const start = (more: Partial<DeskClockOptions> = {}) =>
    startDeskClock({ source: createMemoryStreams(store).clock, monotonic, wall, every: null, ...more });
  return {
    store,
    start,
    pass(milliseconds: number) {
      passed += milliseconds;
    },
    setStoreClock(by: number) {
      storeSet += by;
    },
    now: () => origin + passed,
    async runFor(seconds: number, clocks: readonly { tick(): Promise<void> }[]) {
      for (let second = 0; second < seconds; second += 1) {
        passed += 1000;
        for (const clock of clocks) await clock.tick();
      }
    },
  };
}

describe('the desk clock', () => {
  test('ST-33 follows the store from its first reading and is carried on while the store is away', async () => {
    const times = createTimes();
    times.setStoreClock(7000);
    const clock = times.start();
    expect([clock.synced, clock.now()]).toEqual([false, origin]);
    await clock.tick();
    expect([clock.synced, clock.now(), clock.offsetFromStore()]).toEqual([true, origin + 7000, 0]);
    times.store.away = true;
    await times.runFor(5, [clock]);
    expect(clock.now()).toBe(origin + 12_000);
    expect(clock.finding()).toBeNull();
    clock.stop();
  });

  test('ST-37 while the store is away at the start, the last known offset carries; time that ran ahead waits for the desk', async () => {
    const times = createTimes();
    times.store.away = true;
    const clock = times.start({ initial: 2500 });
    await clock.tick();
    expect([clock.synced, clock.now()]).toEqual([false, origin + 2500]);
    times.store.away = false;
    await clock.tick();
    expect([clock.synced, clock.now()]).toEqual([true, origin + 2500]);
    expect(clock.finding()).toEqual({ code: 'clock-stepped', byMs: -2500, since: origin + 2500 });
    times.pass(2000);
    expect(clock.now()).toBe(origin + 2500);
    times.pass(1500);
    expect(clock.now()).toBe(origin + 3500);
    expect(clock.finding()).toBeNull();
  });

  test('ST-35, ST-36 a step of the store’s clock reaches neither leader nor follower nor successor', async () => {
    const times = createTimes();
    const leader = times.start({ leader: () => true });
    const follower = times.start();
    await times.runFor(2, [leader, follower]);
    times.setStoreClock(-3_600_000);
    await times.runFor(15, [leader, follower]);
    for (const clock of [leader, follower]) {
      expect(Math.abs(clock.now() - times.now())).toBeLessThan(1);
      expect(clock.offsetFromStore()).toBeCloseTo(3_600_000, 0);
      expect(clock.finding()).toMatchObject({ code: 'clock-stepped', byMs: -3_600_000 });
    }
    const successor = times.start({ leader: true });
    await successor.tick();
    expect(Math.abs(successor.now() - leader.now())).toBeLessThan(5);
    expect(successor.finding()).toBeNull();
    successor.atLeast(leader.now() + 100);
    expect(successor.now()).toBeGreaterThanOrEqual(leader.now() + 100);
  });

  test('ST-38 reads at once, then each second until it is stopped; readings do not overlap', async () => {
    const times = createTimes();
    let run: (() => void) | null = null;
    const every = (milliseconds: number, each: () => void) => {
      expect(milliseconds).toBe(1000);
      run = each;
      return () => {
        run = null;
      };
    };
    const clock = times.start({ every });
    await clock.tick();
    expect(clock.synced).toBe(true);
    expect(run).not.toBeNull();
    expect(clock.tick()).toBe(clock.tick());
    await clock.tick();
    clock.stop();
    expect(run).toBeNull();
  });
});
