import type { CellContent } from './grouping.ts';

const fewestThatShare = 3;

/** What a tile is called inside its row: its id without the beginning that the whole row shares ("gw-" in front of every gateway). */
export function shortNames(
  cells: readonly Pick<CellContent, 'row' | 'members'>[],
  idOf: (index: number) => string,
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const row of new Set(cells.map((cell) => cell.row))) {
    const members = cells.filter((cell) => cell.row === row).flatMap((cell) => cell.members);
    const shared = members.length >= fewestThatShare ? sharedBeginning(members.map(idOf)) : 0;
    for (const index of members) names.set(index, idOf(index).slice(shared));
  }
  return names;
}

/** Up to and including the last separator that all have in common, and never a whole id. */
function sharedBeginning(ids: readonly string[]): number {
  const [first = ''] = ids;
  let shared = 0;
  for (let at = 0; at < first.length - 1; at++) {
    if (!ids.every((id) => id[at] === first[at] && id.length > at + 1)) break;
    if (/[-._]/.test(first[at] ?? '')) shared = at + 1;
  }
  return shared;
}
