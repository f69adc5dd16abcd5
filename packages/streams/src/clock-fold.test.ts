import { describe, expect, test } from 'vitest';
import { deskTimeAt, foldClock, notBefore, unsyncedClock, type ClockState } from './clock-fold.ts';

const origin = 1_700_000_000_000;

/** A store's clock that can be set, and readings of it once a second. */
function startReadings(leader: boolean) {
  let state: ClockState = unsyncedClock(origin, 0);
  let monotonic = 0;
  let set = 0;
  let offset: number | null = null;
  const stored: number[] = [];
  return {
    stored,
    state: () => state,
    setStoreClock(by: number) {
      set += by;
    },
    runFor(seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        monotonic += 1000;
        const storeMs = origin + monotonic + set;
        const step = foldClock(state, { monotonic, storeMs, roundTripMs: 0.2, offset, leader });
        state = step.state;
        if (step.store === null) continue;
        offset = step.store;
        stored.push(step.store);
      }
    },
    ahead: () => deskTimeAt(state, monotonic) - origin - monotonic,
  };
}

describe('desk time and a stepped clock', () => {
  test('ST-36 the leader stores the new offset once the step was steady for 10 s, and only once', () => {
    const readings = startReadings(true);
    readings.runFor(3);
    readings.setStoreClock(3_600_000);
    readings.runFor(10);
    expect(readings.stored).toEqual([]);
    readings.runFor(1);
    expect(readings.stored).toEqual([-3_600_000]);
    readings.runFor(40);
    expect(readings.stored).toHaveLength(1);
    expect(readings.ahead()).toBe(0);
    expect(readings.state().finding).toMatchObject({ code: 'clock-stepped' });
    readings.runFor(30);
    expect(readings.state().finding).toBeNull();
  });

  test('ST-36 a clock that keeps jumping is not steady, and nobody but the leader stores anything', () => {
    const jumping = startReadings(true);
    jumping.runFor(1);
    for (let round = 0; round < 6; round += 1) {
      jumping.setStoreClock(1000);
      jumping.runFor(5);
    }
    expect(jumping.stored).toEqual([]);
    expect(jumping.state().finding).toMatchObject({ byMs: 6000 });
    const follower = startReadings(false);
    follower.runFor(1);
    follower.setStoreClock(-3_600_000);
    follower.runFor(120);
    expect(follower.stored).toEqual([]);
    expect(follower.ahead()).toBe(0);
    expect(follower.state().finding).toEqual({ code: 'clock-stepped', byMs: -3_600_000, since: origin + 2000 });
  });

  test('ST-36 a forward step that stays is still told, and still not followed, after 60 s', () => {
    const follower = startReadings(false);
    follower.runFor(1);
    follower.setStoreClock(90_000);
    follower.runFor(75);
    expect(follower.state().finding?.byMs).toBe(90_000);
    expect(follower.ahead()).toBe(0);
  });

  test('ST-34 a small disagreement is slewed away, half a millisecond a second', () => {
    const readings = startReadings(false);
    readings.runFor(1);
    readings.setStoreClock(20);
    readings.runFor(21);
    expect(readings.ahead()).toBeGreaterThan(9);
    expect(readings.ahead()).toBeLessThan(11);
    readings.runFor(60);
    expect(readings.ahead()).toBeGreaterThan(19);
    expect(readings.ahead()).toBeLessThanOrEqual(20);
  });

  test('ST-37 a successor begins no earlier than the last turn, also when it learns of it before the store', () => {
    const early = notBefore(unsyncedClock(origin, 0), origin + 5000, 10);
    const sample = { monotonic: 20, storeMs: origin - 3_600_000, roundTripMs: 0, offset: null, leader: true };
    const synced = foldClock(early, sample).state;
    expect(deskTimeAt(synced, 20)).toBe(origin + 5000);
    expect(synced.deskMinusStore).toBe(3_605_000);
    const next = foldClock(synced, { ...sample, monotonic: 1020, storeMs: origin - 3_599_000 }).state;
    expect(next.finding?.byMs).toBe(-3_605_000);
    expect(deskTimeAt(next, 2020)).toBe(origin + 7000);
    expect(notBefore(next, origin, 1020)).toEqual(next);
  });
});
