import type { Inventory } from '@yagura/contract';

export interface Reload {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Left out of the new desk although it still beats: perhaps a mistake, so it is named apart. */
  readonly stopped: readonly string[];
  readonly changed: readonly string[];
}

export function compareDesks(before: Inventory | null, after: Inventory, isBeating: (id: string) => boolean): Reload {
  const old = new Map((before?.components ?? []).map((component) => [component.id, component]));
  const added: string[] = [];
  const changed: string[] = [];
  for (const component of after.components) {
    const known = old.get(component.id);
    old.delete(component.id);
    if (!known) added.push(component.id);
    else if (JSON.stringify(known) !== JSON.stringify(component)) changed.push(component.id);
  }
  const gone = [...old.keys()];
  return { added, changed, removed: gone.filter((id) => !isBeating(id)), stopped: gone.filter(isBeating) };
}

export function describeReload(reload: Reload): string {
  return `will add ${reload.added.length}, remove ${reload.removed.length}, stop watching ${reload.stopped.length}`;
}
