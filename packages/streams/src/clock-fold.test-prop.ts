import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deskTimeAt,
  foldClock,
  slewLimit,
  stepMs,
  unsyncedClock,
  type ClockSample,
  type ClockState,
} from './clock-fold.ts';

const origin = 1_700_000_000_000;

/** One second or so of life: how long since the last reading, and what became of the store's clock meanwhile. */
const secondArbitrary = fc.record({
  elapsed: fc.double({ min: 0.1, max: 5000, noNaN: true }),
  driftPpm: fc.double({ min: -1000, max: 1000, noNaN: true }),
  step: fc.oneof(
    { weight: 8, arbitrary: fc.constant(0) },
    fc.double({ min: -7_200_000, max: 7_200_000, noNaN: true }),
    fc.double({ min: -300, max: 300, noNaN: true }),
  ),
  roundTripMs: fc.double({ min: 0, max: 400, noNaN: true }),
  skew: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  leader: fc.boolean(),
});
type Second = typeof secondArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

interface World {
  readonly state: ClockState;
  readonly monotonic: number;
  readonly store: number;
  readonly offset: number | null;
}

function begin(): World {
  const first = { monotonic: 50, storeMs: origin, roundTripMs: 0, offset: null, leader: false };
  return { state: foldClock(unsyncedClock(0, 0), first).state, monotonic: 50, store: origin, offset: null };
}

function live(world: World, second: Second): World {
  const monotonic = world.monotonic + second.elapsed;
  const store = world.store + second.elapsed * (1 + second.driftPpm * 1e-6) + second.step;
  const sample: ClockSample = {
    monotonic,
    // Half the round trip is only a guess: the answer may have been made at either end of it.
    storeMs: store + second.skew * second.roundTripMs,
    roundTripMs: second.roundTripMs,
    offset: world.offset,
    leader: second.leader,
  };
  const { state, store: stored } = foldClock(world.state, sample);
  return { state, monotonic, store, offset: stored ?? world.offset };
}

const seconds = fc.array(secondArbitrary, { minLength: 1, maxLength: 80 });

describe('desk time', () => {
  test('ST-33, ST-34 never runs backwards, and never leaves the monotonic clock by more than 500 ppm, whatever the store’s clock does', () => {
    fc.assert(
      fc.property(seconds, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (life, looks) => {
        let world = begin();
        for (const second of life) {
          let last = deskTimeAt(world.state, world.monotonic);
          const from = last;
          for (const look of [...looks.toSorted((a, b) => a - b), 1]) {
            const now = deskTimeAt(world.state, world.monotonic + look * second.elapsed);
            expect(now).toBeGreaterThanOrEqual(last);
            last = now;
          }
          const slewed = Math.abs(last - from - second.elapsed);
          expect(slewed).toBeLessThanOrEqual(second.elapsed * slewLimit + 0.001);
          world = live(world, second);
          // The reading itself moves nothing.
          expect(deskTimeAt(world.state, world.monotonic)).toBeCloseTo(last, 3);
        }
      }),
    );
  });

  test('ST-34 what half a round trip may explain is not followed, and more is never corrected than is amiss', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -249, max: 249, noNaN: true }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        (amiss, roundTripMs) => {
          const { state } = begin();
          const sample = { monotonic: 1050, storeMs: origin + 1000 + amiss, roundTripMs, offset: null, leader: true };
          const after = foldClock(state, sample).state;
          expect(after.finding).toBeNull();
          const corrected = deskTimeAt(after, 1050 + 10_000_000) - (origin + 1000 + 10_000_000);
          expect(Math.abs(corrected)).toBeLessThanOrEqual(Math.max(0, Math.abs(amiss) - roundTripMs / 2) + 0.001);
          expect(Math.sign(corrected) * Math.sign(amiss)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('ST-35 a step of the store’s clock is told with its size, moves desk time by less than 1 ms a second, and a successor goes on', () => {
    const stepArbitrary = fc
      .double({ min: -7_200_000, max: 7_200_000, noNaN: true })
      .filter((step) => Math.abs(step) > stepMs + 10);
    fc.assert(
      fc.property(stepArbitrary, fc.double({ min: 0, max: 4, noNaN: true }), (step, roundTripMs) => {
        const quiet = { elapsed: 1000, driftPpm: 0, step: 0, roundTripMs, skew: 0, leader: true };
        let world = live(begin(), quiet);
        const before = { desk: deskTimeAt(world.state, world.monotonic), monotonic: world.monotonic };
        world = live(world, { ...quiet, step });
        expect(Math.abs((world.state.finding?.byMs ?? 0) - step)).toBeLessThan(roundTripMs + 1);
        expect(world.offset).toBeNull();
        for (let second = 0; second < 11; second += 1) world = live(world, quiet);
        expect(world.offset ?? 0).toBeCloseTo(-step, 0);
        const elapsed = world.monotonic - before.monotonic;
        const desk = deskTimeAt(world.state, world.monotonic);
        expect(Math.abs(desk - before.desk - elapsed)).toBeLessThan(elapsed / 1000);
        const sample = { monotonic: 7, storeMs: world.store, roundTripMs, offset: world.offset, leader: false };
        const successor = foldClock(unsyncedClock(0, 0), sample).state;
        expect(Math.abs(deskTimeAt(successor, 7) - desk)).toBeLessThan(5);
      }),
    );
  });
});
