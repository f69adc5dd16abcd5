import type { Gates } from './gates.ts';

/** What is usual for a metric at this minute of comparable days. */
export interface Baseline {
  readonly median: number;
  readonly spread: number;
}

/** A beat that counts, as rules look at it. */
export interface Sample {
  readonly at: number;
  /** Time since the sample before of which we know that we would have heard, at most the slow limit. */
  readonly countedMs: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Beats lost before this one. */
  readonly lost: number;
  readonly gates: Gates;
  readonly baseline: (metric: string) => Baseline | null;
}
