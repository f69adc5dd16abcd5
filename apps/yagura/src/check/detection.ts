import type { Inventory, Watched } from '@yagura/contract';
import { silenceLimitMs } from '@yagura/domain';
import type { Detection } from './report.ts';

/** What may affect clients at once has to be told by then (MiFID II RTS 6, article 16). */
export const urgentWithinMs = 5000;
/** Granted to the way from the collector to the screen: the rest of the five seconds is the limit's. */
const wayMs = 500;

/** How soon the silence of each component is told at the latest, slowest first. */
export function detectionOf(inventory: Inventory): Detection[] {
  return inventory.components
    .map(detectionOfOne)
    .toSorted((a, b) => b.toldWithinMs - a.toldWithinMs || a.tier - b.tier || (a.component < b.component ? -1 : 1));
}

function detectionOfOne({ id, kind, site, tier, everyMs }: Watched): Detection {
  const limitMs = silenceLimitMs(everyMs);
  const toldWithinMs = limitMs + wayMs;
  const late = tier === 1 && toldWithinMs > urgentWithinMs;
  return { component: id, kind, site, tier, everyMs, limitMs, toldWithinMs, late };
}
