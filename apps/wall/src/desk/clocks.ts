const bucketMs = 10_000;
const windowMs = 600_000;
/** Below this a contradiction is rounding, above it the old samples are of another clock. */
const toleranceMs = 50;

interface Bucket {
  readonly at: number;
  readonly least: number;
}

/**
 * Desk time as this screen knows it. `least` is the smallest (receipt − sending) of the last ten minutes: our own
 * monotonic clock minus desk time, plus the quickest way a message ever took.
 */
export interface DeskClock {
  readonly buckets: readonly Bucket[];
  readonly least: number | null;
}

export const unknownClock: DeskClock = { buckets: [], least: null };

export function observeMessage(clock: DeskClock, sentAt: number, receivedAt: number): DeskClock {
  const difference = receivedAt - sentAt;
  const at = Math.floor(receivedAt / bucketMs) * bucketMs;
  const kept = clock.buckets.filter((bucket) => bucket.at > receivedAt - windowMs && bucket.at <= at);
  const last = kept.at(-1);
  if (last?.at === at && last.least <= difference && kept.length === clock.buckets.length) return clock;
  const buckets =
    last?.at === at
      ? [...kept.slice(0, -1), { at, least: Math.min(last.least, difference) }]
      : [...kept, { at, least: difference }];
  return { buckets, least: Math.min(...buckets.map((bucket) => bucket.least)) };
}

/** A round trip bounds the truth on both sides; samples outside those bounds belong to a clock that is gone. */
export function observeEcho(clock: DeskClock, sentAt: number, deskTime: number, receivedAt: number): DeskClock {
  const impossible = clock.least !== null && clock.least < sentAt - deskTime - toleranceMs;
  return observeMessage(impossible ? unknownClock : clock, deskTime, receivedAt);
}

export function deskTimeAt(clock: DeskClock, monotonic: number): number | null {
  return clock.least === null ? null : monotonic - clock.least;
}

/** How much longer than the quickest this message took: what makes a played-back backlog old. */
export function delayOf(clock: DeskClock, sentAt: number, receivedAt: number): number {
  return clock.least === null ? 0 : Math.max(0, receivedAt - sentAt - clock.least);
}
