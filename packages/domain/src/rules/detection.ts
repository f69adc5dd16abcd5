import type { CompiledRule, Lane, NumberRule, Says } from './compiled.ts';
import type { Limit } from './limit.ts';

/** Alerts about trading are due within 5 s of the event (Regulation (EU) 2017/589, article 16). */
export const vitalWithinMs = 5000;

/**
 * The longest time from when it is so until that level stands, with a sample every so often; null where the rule has no such
 * level or looks at no samples. Something that is true just after a sample is first seen in the next one.
 */
export function detectionMs(rule: CompiledRule, everyMs: number, says: Says): number | null {
  switch (rule.type) {
    case 'number': {
      const lane = rule[says];
      return lane && laneMs(lane, everyMs) + onsetMs(rule, lane.limit);
    }
    case 'word':
      return rule[says] && laneMs(rule[says], everyMs);
    case 'unwanted':
      return rule.says === says ? 0 : null;
    case 'lost-beats':
      return says === 'degraded' && rule.degraded !== Infinity ? everyMs : null;
    case 'expected':
    case 'other':
      return null;
  }
}

/** What says whether trading is possible has to be told in time; slower needs a written reason. */
export function tooSlow(rule: CompiledRule, everyMs: number): boolean {
  if (!rule.vital || rule.slowBecause !== null) return false;
  return (detectionMs(rule, everyMs, 'down') ?? 0) > vitalWithinMs;
}

/** A metric that counts since its matter began has taken as long as its limit says when it passes it. */
function onsetMs(rule: NumberRule, { value }: Limit): number {
  if (rule.ageMs === 0) return 0;
  const whole = Number.isNaN(rule.ofElse) ? 0 : rule.ofElse;
  const reached = rule.of === null ? value : (value / 100) * whole;
  return Math.max(reached, rule.floor?.limit.value ?? 0) * rule.ageMs;
}

function laneMs({ delay }: Lane, everyMs: number): number {
  if (delay.kind === 'of') return delay.breached * everyMs;
  return everyMs + Math.ceil(delay.ms / everyMs) * everyMs;
}
