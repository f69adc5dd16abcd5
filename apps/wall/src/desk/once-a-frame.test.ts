import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { onceAFrame } from './once-a-frame.ts';

function scene() {
  const source = createStore(() => ({ count: 0 }));
  let frame: (() => void) | null = null;
  let timer: (() => void) | null = null;
  const once = onceAFrame(source, {
    beforePaint: (run) => {
      frame = run;
      return () => (frame = null);
    },
    timers: {
      every: () => () => {},
      after: (_, run) => {
        timer = run;
        return () => (timer = null);
      },
    },
  });
  const told: number[] = [];
  once.state.subscribe(({ count }) => told.push(count));
  const change = () => source.setState(({ count }) => ({ count: count + 1 }));
  return { once, told, change, paint: () => frame?.(), wait: () => timer?.(), waiting: () => frame ?? timer };
}

test('WI-94 however much happens between two paintings, what is painted hears of it once', () => {
  const { told, change, paint } = scene();
  for (let count = 0; count < 5; count++) change();
  expect(told).toEqual([]);
  paint();
  expect(told).toEqual([5]);
  paint();
  expect(told).toEqual([5]);
  change();
  paint();
  expect(told).toEqual([5, 6]);
});

test('WI-94 a page that is never painted settles by its timer', () => {
  const { told, change, wait } = scene();
  change();
  wait();
  change();
  wait();
  expect(told).toEqual([1, 2]);
});

test('WI-94 stopped, it leaves neither frame nor timer behind', () => {
  const { once, told, change, waiting } = scene();
  change();
  once.stop();
  expect(waiting()).toBeNull();
  change();
  expect([told, waiting()]).toEqual([[], null]);
});
