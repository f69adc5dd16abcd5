import { expect, test } from 'vitest';
import { createLanes, mostRemembered } from './lanes.ts';

function play() {
  let now = 0;
  const lanes = createLanes(() => now);
  const pass = (ms: number) => (now += ms);
  return { lanes, pass };
}

test('WH-6 a target is connected to twice at most at once, each target for itself', () => {
  const { lanes } = play();
  lanes.enter('a');
  expect(lanes.isFree('a')).toBe(true);
  lanes.enter('a');
  expect(lanes.isFree('a')).toBe(false);
  expect(lanes.isFree('b')).toBe(true);
  lanes.leave('a', 'well');
  expect(lanes.isFree('a')).toBe(true);
});

test('WH-6 a target that fails is asked by one delivery at a time, later each time up to a minute, until it takes one', () => {
  const { lanes, pass } = play();
  const pauses: number[] = [];
  for (let failures = 0; failures < 10; failures += 1) {
    lanes.enter('a');
    expect(lanes.isFree('a')).toBe(failures === 0);
    lanes.leave('a', 'ill');
    let paused = 0;
    for (; !lanes.isFree('a'); paused += 500) pass(500);
    pauses.push(paused);
  }
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  lanes.enter('a');
  lanes.leave('a', 'well');
  lanes.enter('a');
  expect(lanes.isFree('a')).toBe(true);
});

test('WH-6 what we ended ourselves says nothing of the target', () => {
  const { lanes } = play();
  lanes.enter('a');
  lanes.leave('a', 'unknown');
  expect(lanes.isFree('a')).toBe(true);
});

test('WH-6 so many targets that failed are remembered, and the oldest of them is forgotten first', () => {
  const { lanes } = play();
  const fail = (target: string) => {
    lanes.enter(target);
    lanes.leave(target, 'ill');
  };
  for (let n = 0; n <= mostRemembered; n += 1) fail(`target-${n}`);
  expect(lanes.isFree('target-0')).toBe(true);
  expect(lanes.isFree('target-1')).toBe(false);
});
