import type { Inventory, Watched } from '@yagura/contract';
import type { Examiner } from './examined.ts';

export const incompleteClusters: Examiner = ({ inventory }) => ({
  code: 'cluster-count',
  noun: 'cluster',
  lack: 'with another number of members than `of` says',
  advice: 'Either one is not watched, or `of` is wrong.',
  about: clustersOf(inventory).flatMap(({ id, members }) => {
    const said = members[0]?.cluster?.of;
    return said === members.length ? [] : [`${id} (${members.length} of ${said})`];
  }),
});

export const disagreeingClusters: Examiner = ({ inventory }) => ({
  code: 'cluster-disagrees',
  noun: 'cluster',
  lack: 'described differently by different members',
  advice: 'Whether enough of them work depends on whom one asks; give all the same mode, of and need.',
  about: clustersOf(inventory).flatMap(({ id, members }) => {
    const fields = (['mode', 'of', 'need'] as const).filter(
      (field) => new Set(members.map(({ cluster }) => cluster?.[field])).size > 1,
    );
    return fields.length === 0 ? [] : [`${id} (${fields.join(' and ')})`];
  }),
});

function clustersOf(inventory: Inventory): { id: string; members: Watched[] }[] {
  const clusters = new Map<string, Watched[]>();
  for (const component of inventory.components) {
    if (!component.cluster) continue;
    const members = clusters.get(component.cluster.id);
    if (members) members.push(component);
    else clusters.set(component.cluster.id, [component]);
  }
  return [...clusters].map(([id, members]) => ({ id, members }));
}
