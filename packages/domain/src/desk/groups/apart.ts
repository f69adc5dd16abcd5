import type { Root } from '@yagura/contract';
import type { DeskWorld } from '../world.ts';
import { keyOf, relapseWithinMs } from './grouping.ts';

/** Who was split off is remembered until it has been well for as long as a relapse counts. */
export function keepApart({ grouping, rows, abnormal }: DeskWorld, now: number): void {
  for (const [id, apart] of grouping.apart) {
    const { wellSince } = apart;
    if (!rows.has(id) || (wellSince !== null && now - wellSince > relapseWithinMs)) grouping.apart.delete(id);
    else if (abnormal.has(id) === (wellSince === null)) continue;
    else grouping.apart.set(id, { ...apart, wellSince: wellSince === null ? now : null });
  }
}

/** It stood as part of what it was split from until now. */
export function isSplitOff({ grouping }: DeskWorld, root: Root): boolean {
  if (root.kind !== 'component' || !grouping.apart.has(root.id)) return false;
  const before = grouping.places.get(root.id);
  return before !== undefined && before.key !== keyOf(root);
}
