import { expect, test } from 'vitest';
import { median, percentile, spreadOf } from './percentile.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

test('BE-1 a percentile is a measured sample, by nearest rank, whatever the order', () => {
  expect(percentile(hundred, 0.5)).toBe(50);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile(hundred, 0)).toBe(1);
  expect(percentile([7], 0.99)).toBe(7);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1])).toBe(1);
});

test('BE-1 samples stay as they were, and of nothing there is no percentile', () => {
  const samples = [2, 1];
  expect(spreadOf(samples)).toEqual({ samples: 2, p50: 1, p99: 2, worst: 2 });
  expect(samples).toEqual([2, 1]);
  expect(() => percentile([], 0.5)).toThrow('of nothing');
});
