import type { Health } from '@yagura/contract';
import type { DeskWorld, Row } from '../desk/world.ts';
import type { WaiverBook } from './book.ts';
import { isInForce } from './windows.ts';

/** Somebody said that nothing is to be announced of it, whatever that covers. */
export function isMuted({ byComponent, waivers }: WaiverBook, component: string, now: number): boolean {
  for (const id of byComponent.get(component) ?? []) {
    const waiver = waivers.get(id);
    if (waiver?.kind === 'mute' && isInForce(waiver, now)) return true;
  }
  return false;
}

/** Nothing is announced of it as it stands: what is worse than was muted is. */
export function isSilenced({ byComponent, waivers }: WaiverBook, row: Row, now: number): boolean {
  for (const id of byComponent.get(row.component.id) ?? []) {
    const waiver = waivers.get(id);
    if (waiver?.kind !== 'mute' || !isInForce(waiver, now)) continue;
    if (waiver.upTo === 'down' || isMild(row.status.health)) return true;
  }
  return false;
}

function isMild(health: Health): boolean {
  return health !== 'down' && health !== 'no-sight';
}

/** A group is silent as long as everybody who belongs to it is: whoever joins it and is not muted is announced. */
export function isGroupSilenced({ waivers }: Pick<DeskWorld, 'waivers'>, rows: readonly Row[], now: number): boolean {
  return waivers.waivers.size > 0 && rows.length > 0 && rows.every((row) => isSilenced(waivers, row, now));
}

/** Its planned work was over at this very instant. */
export function workEndedAt({ byComponent, waivers }: WaiverBook, component: string, at: number): boolean {
  for (const id of byComponent.get(component) ?? []) {
    const waiver = waivers.get(id);
    if (waiver?.kind === 'plan' && waiver.windows.some(({ until }) => until === at)) return true;
  }
  return false;
}
