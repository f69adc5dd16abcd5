import { gapQuantile, type GapHistogram } from './gap-histogram.ts';

/** Fewer gaps say nothing of one in a thousand. */
export const gapsNeeded = 2000;
const share = 0.999;
const margin = 1.5;
const plainIntervals = 3;

/** Whether a histogram has enough to say something, be it that three intervals do. */
export function saysEnough(gaps: GapHistogram): boolean {
  return gaps.total >= gapsNeeded;
}

/**
 * The limits that gaps ask for, where they exceed three intervals. Who has not enough gaps yet keeps what was learned before:
 * slow senders take days to tell as much.
 */
export function learnLimits(
  gaps: ReadonlyMap<string, GapHistogram>,
  components: Iterable<string>,
  before: Readonly<Record<string, number>>,
): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const id of components) {
    const histogram = gaps.get(id);
    const limit = histogram && saysEnough(histogram) ? limitFrom(histogram) : (before[id] ?? null);
    if (limit !== null) limits[id] = limit;
  }
  return limits;
}

function limitFrom(histogram: GapHistogram): number | null {
  const quantile = gapQuantile(histogram, share);
  if (quantile === null) return null;
  const limit = Math.ceil(margin * quantile);
  return limit > plainIntervals * histogram.everyMs ? limit : null;
}
