import type { Kind } from '@yagura/contract';
import type { SimulatedComponent } from './component.ts';
import { unit } from './noise.ts';

/** One small trouble at most in each slot, in seven of ten: about three an hour. */
const slotMs = 15 * 60_000;
const share = 0.7;
const shortestMs = 60_000;
const longestMs = 120_000;
/** A first impression is a calm wall. */
export const calmAtStartMs = 120_000;

export interface Trouble {
  readonly component: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** What may say "degraded" without being anybody's emergency: never tier 1, never what proves that a site is alive. */
export function mayHaveTrouble(component: SimulatedComponent): boolean {
  return component.tier >= 2 && !component.witness;
}

/** Which component says that it is degraded at this instant, if any does. */
export function troubleAt(
  candidates: readonly SimulatedComponent[],
  seed: number,
  at: number,
  startedAt: number,
): Trouble | null {
  const slot = Math.floor(at / slotMs);
  const component = candidates[Math.floor(unit(seed, 'trouble who', slot) * candidates.length)];
  if (component === undefined || unit(seed, 'trouble whether', slot) >= share) return null;
  const lasts = shortestMs + unit(seed, 'trouble lasts', slot) * (longestMs - shortestMs);
  const from = slot * slotMs + unit(seed, 'trouble from', slot) * (slotMs - longestMs);
  // One that was already under way would begin in the middle.
  if (at < from || at >= from + lasts || from < startedAt + calmAtStartMs) return null;
  return { component: component.id, message: messages[component.kind], from, to: from + lasts };
}

const messages: Readonly<Record<Kind, string>> = {
  gateway: 'Acknowledgements take longer than usual',
  'order-router': 'Acknowledgements take longer than usual',
  'market-data': 'Packets are lost on this line; the other line fills the gaps',
  network: 'Packet loss on one member link',
  'client-access': 'Pages answer more slowly than usual',
  'back-office': 'Work arrives faster than it is done',
  job: 'This run is slower than usual',
  venue: 'The venue answers more slowly than usual',
  service: 'Slower than usual',
};
