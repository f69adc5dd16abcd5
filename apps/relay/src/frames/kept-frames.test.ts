import type { Frame } from '@yagura/contract';
import { expect, test } from 'vitest';
import { statusOf } from '../test-support/desk.ts';
import { createKeptFrames } from './kept-frames.ts';

function frameOf(from: number, to: number, sentAt: number, statuses = 0, epoch = 1): Frame {
  const changed = Array.from({ length: statuses }, (_, n): Frame['statuses'][number] => [n, statusOf('ok', 1)]);
  return { epoch, from, to, at: sentAt, sentAt, statuses: changed };
}

test('RE-8 frames are kept for half a minute', () => {
  const kept = createKeptFrames();
  for (let n = 0; n < 60; n += 1) kept.add(frameOf(n, n + 1, n * 1000));
  expect(kept.since(1, 10)).toBeNull();
  expect(kept.since(1, 29)?.map(({ to }) => to)).toEqual(Array.from({ length: 31 }, (_, n) => 30 + n));
  expect(kept.since(2, 40)).toBeNull();
  expect(kept.since(1, 99)).toBeNull();
});

test('RE-8, RE-11 what is kept is bounded whatever the frames hold', () => {
  const kept = createKeptFrames();
  for (let n = 0; n < 100; n += 1) kept.add(frameOf(n, n + 1, 0, 3000));
  expect(kept.since(1, 0)).toBeNull();
  expect(kept.since(1, 95)).toHaveLength(5);
  kept.clear();
  expect(kept.since(1, 99)).toBeNull();
});
