import { expect, test } from 'vitest';
import { noon } from '@yagura/testkit';
import { createBaselineBook } from './baseline-book.ts';
import { createGapHistogram, recordGap, type GapHistogram } from './gap-histogram.ts';
import { learnBaseline, type ComparableDay } from './learn-baselines.ts';
import { learnLimits } from './learn-limits.ts';

const [minute, day] = [60_000, 86_400_000];

function histogramOf(everyMs: number, ...gaps: readonly (readonly [gapMs: number, count: number])[]): GapHistogram {
  const histogram = createGapHistogram(everyMs);
  for (const [gapMs, count] of gaps) for (let index = 0; index < count; index++) recordGap(histogram, gapMs);
  return histogram;
}

test('LE-2 a limit is learned from 2,000 gaps on, where one and a half of their p99.9 exceeds three intervals', () => {
  const gaps = new Map([
    ['steady', histogramOf(1000, [1010, 5000])],
    ['unsteady', histogramOf(1000, [1010, 4980], [2700, 20])],
    ['too-few', histogramOf(1000, [1010, 1900], [2700, 20])],
    ['one-in-2000', histogramOf(1000, [1010, 2000], [2900, 1])],
  ]);
  const limits = learnLimits(gaps, [...gaps.keys(), 'unheard'], {});
  expect(Object.keys(limits)).toEqual(['unsteady']);
  expect(limits['unsteady']).toBeGreaterThanOrEqual(1.5 * 2700);
  expect(limits['unsteady']).toBeLessThan(1.5 * 2700 * 1.1);
});

test('LE-3 who has not enough gaps yet keeps what was learned before, and who left the desk does not', () => {
  const gaps = new Map([['slow', histogramOf(60_000, [61_000, 1440])]]);
  expect(learnLimits(gaps, ['slow', 'new'], { slow: 200_000, gone: 9000 })).toEqual({ slow: 200_000 });
});

function dayWith(ago: number, means: readonly number[]): ComparableDay {
  const from = noon - ago * day;
  return { shiftMs: ago * day, minutes: means.map((mean, index) => ({ 2: from + index * minute, 3: mean })) };
}

test('LE-4 what is usual at a minute is the median and the robust spread of at least five comparable days', () => {
  const days = [10, 12, 11, 13, 500].map((mean, index) => dayWith(index + 1, index < 4 ? [mean, 7] : [mean]));
  const usual = learnBaseline('gw-1', 'orders', days);
  expect(usual).toEqual({ component: 'gw-1', metric: 'orders', from: 720, medians: [12], spreads: [1.4826] });
  expect(learnBaseline('gw-1', 'orders', days.slice(1))).toBeNull();
});

test('LE-4 a session over midnight stays in one piece, and the book finds each of its minutes', () => {
  const shifted = (ago: number): ComparableDay => ({
    shiftMs: ago * day,
    minutes: [-2, -1, 1].map((offset) => ({ 2: noon + day / 2 - ago * day + offset * minute, 3: offset })),
  });
  const usual = learnBaseline('gw-1', 'm', [1, 2, 3, 4, 5].map(shifted));
  expect(usual).toMatchObject({ from: 1438, medians: [-2, -1, null, 1] });
  const book = createBaselineBook({ version: 'v', day: '2026-01-01', limits: {}, baselines: usual ? [usual] : [] });
  const midnight = noon + day / 2;
  const at = (instant: number, metric = 'm') => book.at('gw-1', instant)(metric);
  expect(at(midnight - minute)).toEqual({ median: -1, spread: 0 });
  expect(at(midnight + 90_000)).toEqual({ median: 1, spread: 0 });
  expect([at(midnight), at(midnight + 2 * minute), at(midnight + minute, 'other')]).toEqual([null, null, null]);
  expect(book.at('gw-1', midnight + minute)('m')).toBe(book.at('gw-1', midnight + minute + 30_000)('m'));
  expect(book.at('gw-2', midnight + minute)('m')).toBeNull();
});
