import { minutesPerDay, type MetricMinute, type Usual } from '@yagura/contract';

/** On fewer days nothing is usual yet. */
export const daysNeeded = 5;
const minuteMs = 60_000;
/** Of normally distributed values the median of the distances from the median, times this, is the standard deviation. */
const normal = 1.4826;

/** One comparable day: what lies `shiftMs` later is the same minute of the day that is learned for. */
export interface ComparableDay {
  readonly shiftMs: number;
  readonly minutes: readonly Pick<MetricMinute, 2 | 3>[];
}

/** What is usual at each minute of a day by comparable ones; null while no minute has enough of them. */
export function learnBaseline(component: string, metric: string, days: readonly ComparableDay[]): Usual | null {
  const byMinute = new Map<number, number[]>();
  for (const day of days)
    for (const { 2: minute, 3: mean } of day.minutes) {
      const place = minuteOfDay(minute + day.shiftMs);
      const means = byMinute.get(place);
      if (means) means.push(mean);
      else byMinute.set(place, [mean]);
    }
  const known = [...byMinute].filter(([, means]) => means.length >= daysNeeded);
  if (known.length === 0) return null;
  return usualOf(component, metric, new Map(known.map(([minute, means]) => [minute, usualAt(means)])));
}

export function minuteOfDay(instant: number): number {
  return Math.floor(instant / minuteMs) % minutesPerDay;
}

interface UsualMinute {
  readonly median: number;
  readonly spread: number;
}

function usualAt(means: readonly number[]): UsualMinute {
  const median = medianOf(means);
  return { median: short(median), spread: short(medianOf(means.map((mean) => Math.abs(mean - median))) * normal) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** More digits than it has meaning would be most of the document. */
function short(value: number): number {
  return Number(value.toPrecision(5));
}

/** Begins after the longest stretch of the day of which nothing is known, so that one over midnight stays in one piece. */
function usualOf(component: string, metric: string, known: ReadonlyMap<number, UsualMinute>): Usual {
  const minutes = [...known.keys()].toSorted((a, b) => a - b);
  const [first = 0] = minutes;
  let [from, length, longest] = [first, 0, -1];
  for (const [index, minute] of minutes.entries()) {
    const next = minutes[index + 1] ?? first + minutesPerDay;
    if (next - minute <= longest) continue;
    longest = next - minute;
    from = next % minutesPerDay;
    length = minutesPerDay - longest + 1;
  }
  const places = Array.from({ length }, (_, place) => known.get((from + place) % minutesPerDay));
  return {
    component,
    metric,
    from,
    medians: places.map((place) => place?.median ?? null),
    spreads: places.map((place) => place?.spread ?? null),
  };
}
