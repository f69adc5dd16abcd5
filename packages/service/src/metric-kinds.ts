import type { Labels } from './label-text.ts';
import { createLabelSets } from './label-sets.ts';

export interface Counter {
  add(value?: number, labels?: Labels): void;
  value(labels?: Labels): number;
}
export interface Gauge {
  set(value: number, labels?: Labels): void;
}
export interface Histogram {
  observe(value: number, labels?: Labels): void;
}

/** One printed value: what is appended to the metric's name, its labels, the number. */
export type Sample = readonly [suffix: string, labels: string, value: number];

/** What a metric reports when it can not keep a value: too many label sets, or a number that would spoil the series. */
export interface Refusals {
  overflow: () => void;
  unusable: () => void;
}

export interface Kept<T> {
  metric: T;
  samples: () => Iterable<Sample>;
}

export function keepCounter(refusals: Refusals): Kept<Counter> {
  const sets = createLabelSets(() => ({ sum: 0 }), refusals.overflow);
  return {
    metric: {
      add(value = 1, labels) {
        // A clock that stepped back must not end a service by way of its own metrics.
        if (!(value >= 0 && value < Infinity)) return refusals.unusable();
        const set = sets.open(labels);
        if (set !== undefined) set.sum += value;
      },
      value: (labels) => sets.find(labels)?.sum ?? 0,
    },
    *samples() {
      for (const [labels, set] of sets.entries()) yield ['', labels, set.sum];
    },
  };
}

export function keepGauge(refusals: Refusals): Kept<Gauge> {
  const sets = createLabelSets(() => ({ value: 0 }), refusals.overflow);
  return {
    metric: {
      set(value, labels) {
        const set = sets.open(labels);
        if (set !== undefined) set.value = value;
      },
    },
    *samples() {
      for (const [labels, set] of sets.entries()) yield ['', labels, set.value];
    },
  };
}

export function keepHistogram(buckets: readonly number[], refusals: Refusals): Kept<Histogram> {
  const bounds = [...new Set(buckets)].filter(Number.isFinite).toSorted((a, b) => a - b);
  const sets = createLabelSets(() => ({ counts: bounds.map(() => 0), count: 0, sum: 0 }), refusals.overflow);
  return {
    metric: {
      observe(value, labels) {
        if (!Number.isFinite(value)) return refusals.unusable();
        const set = sets.open(labels);
        if (set === undefined) return;
        set.count += 1;
        set.sum += value;
        const index = bounds.findIndex((bound) => value <= bound);
        if (index >= 0) set.counts[index] = (set.counts[index] ?? 0) + 1;
      },
    },
    *samples() {
      for (const [labels, { counts, count, sum }] of sets.entries()) {
        const prefix = labels === '' ? '' : `${labels},`;
        let below = 0;
        for (const [index, bound] of bounds.entries()) {
          below += counts[index] ?? 0;
          yield ['_bucket', `${prefix}le="${bound}"`, below];
        }
        yield ['_bucket', `${prefix}le="+Inf"`, count];
        yield ['_sum', labels, sum];
        yield ['_count', labels, count];
      }
    },
  };
}
