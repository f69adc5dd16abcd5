import { expect, test } from 'vitest';
import { createTestWall } from '../test-support/wall.ts';
import { coverBeforePaint } from './cover-before-paint.ts';

test('WI-10 the first paint after a sleep is of the cover, whatever timers do, and a paint like any other changes nothing', () => {
  const wall = createTestWall();
  wall.snapshot();
  let paint = () => {};
  let told = 0;
  const watch = coverBeforePaint({
    store: wall.store,
    read: () => wall.read(),
    told: () => (told += 1),
    before(run) {
      paint = run;
      return () => (paint = () => {});
    },
  });
  const before = wall.state();
  wall.sleep(1000);
  paint();
  expect(wall.state()).toBe(before);
  wall.sleep(1700);
  paint();
  expect(wall.state().cover).toMatchObject({ kind: 'slept' });
  expect(told).toBe(1);
  watch.stop();
  const after = wall.state();
  wall.sleep(9000);
  paint();
  expect(wall.state()).toBe(after);
});
