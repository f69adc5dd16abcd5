/** Buckets an octave: a limit is off by a tenth of itself at most. */
const perOctave = 8;
const octaves = 6;
export const bucketCount = perOctave * octaves;
/** The first bucket ends here, in intervals; what is shorter stretches no limit. */
const shortest = 0.5;

/** How long the gaps between beats of one component were, in intervals of its own. Mutable: it is written with nearly every beat. */
export interface GapHistogram {
  readonly everyMs: number;
  total: number;
  readonly counts: Uint32Array;
}

/** A histogram in words: its interval, then place and count of each bucket that is not empty. */
export type GapMemory = readonly [everyMs: number, ...pairs: number[]];

export function createGapHistogram(everyMs: number): GapHistogram {
  return { everyMs, total: 0, counts: new Uint32Array(bucketCount) };
}

export function recordGap(histogram: GapHistogram, gapMs: number): void {
  const bucket = bucketOf(gapMs / histogram.everyMs);
  histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
  histogram.total++;
}

/** Bucket n holds what is longer than edge n - 1 and no longer than edge n. */
export function bucketOf(intervals: number): number {
  if (intervals <= shortest) return 0;
  return Math.min(bucketCount - 1, Math.max(1, Math.ceil(Math.log2(intervals / shortest) * perOctave)));
}

/** The upper edge of the bucket in which the nearest-rank quantile lies, in ms; null of no gaps. */
export function gapQuantile(histogram: GapHistogram, share: number): number | null {
  if (histogram.total === 0) return null;
  const rank = Math.ceil(histogram.total * share);
  let seen = 0;
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    seen += histogram.counts[bucket] ?? 0;
    if (seen >= rank) return shortest * 2 ** (bucket / perOctave) * histogram.everyMs;
  }
  return null;
}

export function gapMemory({ everyMs, counts }: GapHistogram): GapMemory {
  const pairs: number[] = [];
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const count = counts[bucket] ?? 0;
    if (count > 0) pairs.push(bucket, count);
  }
  return [everyMs, ...pairs];
}

export function gapHistogramOf([everyMs, ...pairs]: GapMemory): GapHistogram {
  const histogram = createGapHistogram(everyMs);
  for (let index = 0; index < pairs.length; index += 2) {
    const count = pairs[index + 1] ?? 0;
    histogram.counts[pairs[index] ?? 0] = count;
    histogram.total += count;
  }
  return histogram;
}
