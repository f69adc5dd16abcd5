import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayOf, deskTimeAt, observeEcho, observeMessage, unknownClock, type DeskClock } from './clocks.ts';

const desk = 1_700_000_000_000;
const delays = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });

/** The truth in these tests: our own clock shows 0 at `desk`. A message a second, each with its own delay. */
function hear(ways: readonly number[], start: DeskClock = unknownClock, from = 0): DeskClock {
  return ways.reduce(
    (clock, way, index) => observeMessage(clock, desk + from + index * 1000, from + index * 1000 + way),
    start,
  );
}

test('WI-9 desk time is behind the truth by exactly the quickest way that a message took', () => {
  fc.assert(
    fc.property(delays, (ways) => {
      const at = ways.length * 1000;
      expect(deskTimeAt(hear(ways), at)).toBe(desk + at - Math.min(...ways));
    }),
  );
});

test('WI-9 a message that took longer than the quickest is older by the excess', () => {
  const clock = hear([20, 400, 35]);
  expect(delayOf(clock, desk + 10_000, 10_000 + 30_020)).toBe(30_000);
  expect(delayOf(clock, desk + 10_000, 10_010)).toBe(0);
});

test('WI-9 a round trip bounds the error even when every message came from a backlog', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), (out, back) => {
      const backlog = hear([30_000, 30_100, 30_050]);
      const clock = observeEcho(backlog, 40_000, desk + 40_000 + out, 40_000 + out + back);
      const error = desk + 50_000 - (deskTimeAt(clock, 50_000) ?? 0);
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(out + back);
    }),
  );
});

test('WI-9 what ten minutes have passed over is forgotten, so that a drifting clock is followed', () => {
  const drifted = hear(
    Array.from({ length: 700 }, () => 120),
    hear([5]),
    1000,
  );
  expect(deskTimeAt(drifted, 800_000)).toBe(desk + 800_000 - 120);
  expect(drifted.buckets.length).toBeLessThanOrEqual(61);
});

test('WI-9 samples that a round trip proves impossible are thrown away', () => {
  const wrong = hear([-60_000]);
  const clock = observeEcho(wrong, 10_000, desk + 10_010, 10_020);
  expect(deskTimeAt(clock, 20_000)).toBe(desk + 19_990);
});
