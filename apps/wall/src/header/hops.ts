import type { Pulse } from '@yagura/contract';

export interface Hop {
  readonly name: string;
  readonly ageMs: number | null;
  readonly lost: boolean;
}

const lateMs = 1500;

/** The way from a heartbeat to this screen, hop by hop, each with how old it is. */
export function hopsOf(pulse: Pulse): Hop[] {
  const { collectors, redisMs, engineMs, relayMs } = pulse.hops;
  const blind = collectors.filter((collector) => collector.blind).length;
  const seeing = collectors.filter((collector) => !collector.blind);
  const oldest = seeing.length === 0 ? null : Math.max(...seeing.map((collector) => collector.ageMs));
  // Whoever sees a part of the desk only may see none of those that hear it: then what is not heard says so itself.
  const hearing =
    collectors.length === 0 ? [] : [{ name: countText(collectors.length, blind), ageMs: oldest, lost: blind > 0 }];
  return [
    ...hearing,
    { name: 'Redis', ageMs: redisMs, lost: redisMs === null },
    { name: 'engine', ageMs: engineMs, lost: engineMs > lateMs },
    { name: 'relay', ageMs: relayMs, lost: relayMs > lateMs },
  ];
}

function countText(all: number, blind: number): string {
  return all === 1 ? 'collector' : `${all - blind}/${all} collectors`;
}

/** Below a tenth of a second nobody at a wall cares by how much. */
export function hopAge(ageMs: number | null): string {
  if (ageMs === null) return 'away';
  return ageMs < 100 ? '< 0.1 s' : ageMs < 10_000 ? `${(ageMs / 1000).toFixed(1)} s` : `${Math.round(ageMs / 1000)} s`;
}
