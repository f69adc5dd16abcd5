import { expect, test } from 'vitest';
import { component, deskStart, status } from '../test-support/board.ts';
import { createTestWall } from '../test-support/wall.ts';

const line = (title: string, at = deskStart) => ({ at, title, health: 'down', text: 'DOWN' }) as const;

test('WI-108 a market that opens or closes as predicted marks no tile; what is ill by then, or after, does', () => {
  const wall = createTestWall();
  wall.snapshot({ statuses: [status('ok'), status('closed')] });
  wall.frame({
    statuses: [
      [0, status('closed')],
      [1, status('ok')],
    ],
  });
  wall.frame({
    statuses: [
      [0, status('planned')],
      [1, status('planned')],
    ],
  });
  wall.frame({
    statuses: [
      [0, status('closed')],
      [1, status('ok')],
    ],
  });
  expect(wall.state().marks.size).toBe(0);
  wall.frame({ statuses: [[0, status('down')]] });
  wall.frame({ statuses: [[1, status('no-sight')]] });
  expect([...wall.state().marks.keys()]).toEqual(['gw-1', 'gw-2']);
  wall.frame({ statuses: [[0, status('closed')]] });
  expect(wall.state().marks.size).toBe(2);
});

test('WI-109 a line of the strip that came while the screen was blind is marked as long as it stands there', () => {
  const wall = createTestWall();
  wall.snapshot({ strip: [line('old')] });
  wall.frame({ strip: [line('seen'), line('old')] });
  expect(wall.state().unseen.size).toBe(0);
  wall.pass(5000, 'silent');
  wall.frame({ at: wall.now(), strip: [line('missed'), line('seen')] });
  expect([...wall.state().unseen]).toEqual([`${deskStart} missed DOWN`]);
  wall.frame({ strip: [line('next'), line('missed')] });
  expect(wall.state().unseen.size).toBe(1);
  wall.frame({ strip: [line('next')] });
  expect(wall.state().unseen.size).toBe(0);
});

test('WI-109 what a fresh screen finds on the strip it has not missed', () => {
  const wall = createTestWall();
  wall.snapshot({ strip: [line('old')] });
  expect(wall.state().unseen.size).toBe(0);
  wall.pass(5000, 'silent');
  wall.snapshot({ strip: [line('missed'), line('old')] });
  expect([...wall.state().unseen]).toEqual([`${deskStart} missed DOWN`]);
});

test('WI-110 figures change every two seconds, states at once, ages each second', () => {
  const wall = createTestWall();
  wall.snapshot();
  const seen: (number | null | undefined)[] = [];
  for (let second = 0; second < 8; second++) {
    wall.frame({ figures: [100 + second, 0] });
    seen.push(wall.state().figures.values[0]);
    wall.pass(1000);
  }
  const changes = seen.filter((value, at) => value !== seen[at - 1]).length;
  expect(changes).toBeLessThanOrEqual(5);
  expect(changes).toBeGreaterThan(2);
  const before = wall.state();
  wall.frame({ figures: [999, 0], statuses: [[1, status('down')]] });
  expect(wall.state().told[1]?.health).toBe('down');
  expect(wall.state().figures).toBe(before.figures);
  expect(wall.pass(1000).toldSecond).toBe(before.toldSecond + 1);
});

test('WI-110 other components have their figures at once', () => {
  const wall = createTestWall();
  wall.snapshot();
  wall.snapshot({ components: [component('a'), component('b'), component('c')], figures: [1, 2, 3] });
  expect(wall.state().figures.values).toEqual([1, 2, 3]);
});
