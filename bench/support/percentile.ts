/** The sample below or at which `share` of all samples lie, by nearest rank: always one that was measured, never one in between. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length)));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error('there is no percentile of nothing');
  return value;
}

export const median = (samples: readonly number[]) => percentile(samples, 0.5);

export interface Spread {
  readonly samples: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  return {
    samples: samples.length,
    p50: percentile(samples, 0.5),
    p99: percentile(samples, 0.99),
    worst: percentile(samples, 1),
  };
}
