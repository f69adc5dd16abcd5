import { expect, test } from 'vitest';
import { shiftAt } from './burn-in.ts';
import { startKiosk } from './start-kiosk.ts';

function wallOf() {
  let now = 0;
  let tick = () => {};
  let touch = () => {};
  let toFront = () => {};
  const seen = { hidden: false, asked: 0, left: 0 };
  const kiosk = startKiosk({
    timers: { every: (_, run) => ((tick = run), () => (tick = () => {})), after: () => () => {} },
    monotonic: () => now,
    wakeLocks: { request: () => ((seen.asked += 1), Promise.reject(new Error('in the background'))) },
    page: {
      hideCursor: (hidden) => (seen.hidden = hidden),
      onTouch: (run) => ((touch = run), () => {}),
      onFront: (run) => ((toFront = run), () => {}),
    },
    leaveAll: () => (seen.left += 1),
  });
  const pass = (milliseconds: number) => {
    now += milliseconds;
    tick();
  };
  return { kiosk, seen, pass, touch: () => touch(), toFront: () => toFront() };
}

test('WI-124 a wall has no cursor unless somebody moves it, and what was opened on it closes after a minute', () => {
  const { seen, pass, touch, kiosk } = wallOf();
  expect(seen.hidden).toBe(true);
  touch();
  expect(seen.hidden).toBe(false);
  pass(2999);
  expect(seen.hidden).toBe(false);
  pass(1);
  expect(seen.hidden).toBe(true);
  pass(56_999);
  expect(seen.left).toBe(0);
  pass(1);
  pass(60_000);
  expect(seen.left).toBe(1);
  kiosk.stop();
  expect(seen.hidden).toBe(false);
});

test('WI-124 the screen is asked to stay lit at once and whenever it comes to the front', () => {
  const { seen, toFront } = wallOf();
  expect(seen.asked).toBe(1);
  toFront();
  expect(seen.asked).toBe(2);
});

test('WI-124 the picture moves by small steps against burn-in, within its margin, and comes back', () => {
  const steps = Array.from({ length: 9 }, (_, at) => shiftAt(at * 180));
  expect(steps[8]).toEqual(steps[0]);
  expect(new Set(steps.map(({ x, y }) => `${x} ${y}`)).size).toBe(8);
  for (const [at, { x, y }] of steps.entries()) {
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(3);
    const before = steps[at - 1] ?? steps[0];
    expect(Math.max(Math.abs(x - (before?.x ?? 0)), Math.abs(y - (before?.y ?? 0)))).toBeLessThanOrEqual(2);
  }
  expect(shiftAt(179)).toEqual(shiftAt(0));
});
