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
  return [
    {
      name: collectors.length === 1 ? 'collector' : `${collectors.length - blind}/${collectors.length} collectors`,
      ageMs: oldest,
      lost: blind > 0 || collectors.length === 0,
    },
    { name: 'Redis', ageMs: redisMs, lost: redisMs === null },
    { name: 'engine', ageMs: engineMs, lost: engineMs > lateMs },
    { name: 'relay', ageMs: relayMs, lost: relayMs > lateMs },
  ];
}

/** Below a tenth of a second nobody at a wall cares by how much. */
export function hopAge(ageMs: number | null): string {
  if (ageMs === null) return 'away';
  return ageMs < 100 ? '< 0.1 s' : ageMs < 10_000 ? `${(ageMs / 1000).toFixed(1)} s` : `${Math.round(ageMs / 1000)} s`;
}
