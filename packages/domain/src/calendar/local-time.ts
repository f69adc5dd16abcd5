import type { Calendar } from '@yagura/contract';

/** A local clock and date as one number: what the instant would be if the zone were UTC. */
export type Wall = number;
type Offsets = Calendar['offsets'];

const minuteMs = 60_000;

/**
 * The first instant at which the local clock shows this or later. So a clock that exists twice means the first time, one that is
 * jumped over means the jump itself, and what is later by the clock is never earlier in truth.
 */
export function instantOf(offsets: Offsets, wall: Wall): number {
  for (let index = 0; index < offsets.length; index++) {
    const [from, minutes] = offsets[index]!;
    const until = offsets[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    const instant = wall - minutes * minuteMs;
    if (instant < until) return index === 0 ? instant : Math.max(from, instant);
  }
  return wall;
}

/** What the local clock shows at an instant. */
export function wallOf(offsets: Offsets, instant: number): Wall {
  let minutes = offsets[0]?.[1] ?? 0;
  for (const [from, next] of offsets) {
    if (from > instant) break;
    minutes = next;
  }
  return instant + minutes * minuteMs;
}
