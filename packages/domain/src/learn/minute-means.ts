import type { MetricMinute } from '@yagura/contract';

const minuteMs = 60_000;

/** The minute that runs, of the metrics of one component of which baselines are learned. Mutable, as it is written with each beat. */
export interface RunningMinute {
  metrics: readonly string[];
  minute: number;
  readonly sums: number[];
  readonly counts: number[];
}

export type MinuteMemory = readonly [minute: number, metrics: readonly string[], ...sumsAndCounts: number[]];

/** Adds a sample; what belongs to the minute before leaves first. */
export function addToMinute(
  running: Map<string, RunningMinute>,
  over: MetricMinute[],
  component: string,
  names: readonly string[],
  sample: { readonly at: number; readonly metrics: Readonly<Record<string, number>> },
): void {
  const minute = Math.floor(sample.at / minuteMs);
  let mine = running.get(component);
  if (mine === undefined)
    running.set(component, (mine = { metrics: names, minute, sums: zeros(names), counts: zeros(names) }));
  if (mine.minute !== minute || !sameNames(mine.metrics, names)) {
    tellMinute(component, mine, over);
    restart(mine, minute, names);
  }
  for (let index = 0; index < names.length; index++) {
    const value = sample.metrics[names[index] ?? ''];
    if (value === undefined || !Number.isFinite(value)) continue;
    mine.sums[index] = (mine.sums[index] ?? 0) + value;
    mine.counts[index] = (mine.counts[index] ?? 0) + 1;
  }
}

function zeros(names: readonly string[]): number[] {
  return names.map(() => 0);
}

/** Another desk may learn other metrics. */
function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, index) => name === b[index]));
}

function tellMinute(component: string, { metrics, minute, sums, counts }: RunningMinute, over: MetricMinute[]): void {
  for (let index = 0; index < metrics.length; index++) {
    const count = counts[index] ?? 0;
    const mean = (sums[index] ?? 0) / count;
    if (count > 0 && Number.isFinite(mean)) over.push([component, metrics[index] ?? '', minute * minuteMs, mean]);
  }
}

function restart(mine: RunningMinute, minute: number, names: readonly string[]): void {
  mine.minute = minute;
  mine.metrics = names;
  mine.sums.length = 0;
  mine.counts.length = 0;
  for (let index = 0; index < names.length; index++) {
    mine.sums.push(0);
    mine.counts.push(0);
  }
}

export function minuteMemory({ minute, metrics, sums, counts }: RunningMinute): MinuteMemory {
  return [minute, metrics, ...sums, ...counts];
}

export function runningMinuteOf([minute, metrics, ...numbers]: MinuteMemory): RunningMinute {
  return { minute, metrics, sums: numbers.slice(0, metrics.length), counts: numbers.slice(metrics.length) };
}
