import { expect, test } from 'vitest';
import { watchPaint } from './watch-paint.ts';

/** A browser that paints when the test says. */
function frames() {
  let now = 0;
  let asked: (() => void) | null = null;
  const watch = watchPaint(
    {
      request(run) {
        asked = run;
        return 1;
      },
      cancel: () => (asked = null),
    },
    () => now,
  );
  return {
    watch,
    isAsked: () => asked !== null,
    paint: (afterMs: number) => {
      now += afterMs;
      asked?.();
    },
    pass: (ms: number) => (now += ms),
  };
}

test('WI-73 how old the newest frame is grows while none is painted, though the page runs', () => {
  const { watch, paint, pass } = frames();
  paint(16);
  expect(watch.paintedMsAgo()).toBe(0);
  pass(7000);
  expect(watch.paintedMsAgo()).toBe(7000);
  paint(16);
  expect(watch.paintedMsAgo()).toBe(0);
});

test('WI-73 a frame is dropped that the display wanted and did not get; what was told is not told again', () => {
  const { watch, paint } = frames();
  for (let n = 0; n < 10; n += 1) paint(16);
  expect(watch.takeDropped()).toBe(0);
  paint(48);
  paint(16);
  expect(watch.takeDropped()).toBe(2);
  expect(watch.takeDropped()).toBe(0);
  // A page that did not run for a while is told by how old its frame is.
  paint(60_000);
  expect(watch.takeDropped()).toBe(0);
});

test('WI-73 a slower display has nothing dropped because it is slower', () => {
  const { watch, paint } = frames();
  for (let n = 0; n < 100; n += 1) paint(33);
  expect(watch.takeDropped()).toBe(0);
  watch.stop();
});
