import type { BuiltIns } from '../rules/built-ins.ts';
import type { Found } from './base-condition.ts';

interface Restarts {
  readonly found: Found | null;
  /** When the oldest restart that counts is history. */
  readonly nextAt: number | null;
}

const none: Restarts = { found: null, nextAt: null };

/** Restarts that are too many within the window of the rule about them. */
export function restartsFound(restarts: readonly number[], limits: BuiltIns['restarts'], now: number): Restarts {
  if (limits === null) return none;
  const { withinMs, down, degraded } = limits;
  const says = isReached(restarts, down, now - withinMs) ? 'down' : 'degraded';
  const decisive = says === 'down' ? down : degraded;
  if (decisive === null || !isReached(restarts, decisive, now - withinMs)) return none;
  const recent = restarts.filter((at) => at > now - withinMs);
  return {
    found: { says, reason: { code: 'restarting', epochs: recent.length, withinMs } },
    nextAt: (restarts.at(-decisive) ?? now) + withinMs,
  };
}

function isReached(restarts: readonly number[], count: number | null, since: number): boolean {
  return count !== null && (restarts.at(-count) ?? -Infinity) > since;
}
