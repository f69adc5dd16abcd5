import type { Status } from '@yagura/contract';
import { goodBeatsNeeded, recoveryWindowMs } from '../heartbeat/hold.ts';
import { secondsOf } from '../words.ts';
import { reasonFacts } from './reason-facts.ts';

const wellEnough = new Set(['ok', 'closed', 'planned']);

/** What would make it well, in one sentence; null while nothing is wrong with it. */
export function clearsOf({ health, condition, reasons }: Status, tier: number): string | null {
  if (wellEnough.has(health)) return null;
  const needed = [...new Set(reasons.map((reason) => reasonFacts(reason).clears))].join(', and ');
  const mustEarn = condition === 'down' || condition === 'degraded';
  const recovering = reasons.some(({ code }) => code === 'recovering');
  // Leaving a bad state takes good beats and time: without these words people would expect it to be well at once.
  const then = mustEarn && !recovering ? `; then ${goodBeatsNeeded} good beats and ${windowOf(tier)}` : '';
  return `Clears with ${needed}${then}.`;
}

function windowOf(tier: number): string {
  return secondsOf(recoveryWindowMs({ urgent: tier === 1 }));
}
