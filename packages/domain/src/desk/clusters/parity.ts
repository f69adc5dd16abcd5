import type { Inventory, Reason } from '@yagura/contract';
import type { Row } from '../world.ts';
import type { ClusterFinding, Said } from './cluster-finding.ts';
import type { ClusterView } from './members.ts';

const usualLabels: readonly string[] = ['build', 'config'];

/** Members of one cluster carry the same build and configuration; who differs from most is the odd one. */
export function parityOf(
  inventory: Inventory | null,
  { cluster, members }: ClusterView,
): Pick<ClusterFinding, 'kind' | 'label' | 'says'>[] {
  const telling = new Map<string, Row[]>();
  for (const { row, works, excused } of members) {
    if (!works || excused) continue;
    for (const label of labelsCompared(inventory, row))
      if (row.labels[label]) telling.set(label, [...(telling.get(label) ?? []), row]);
  }
  return [...telling].toSorted(byName).flatMap(([label, rows]) => {
    const says = oddOnes(cluster.id, label, rows);
    return says.length === 0 ? [] : [{ kind: 'parity' as const, label, says }];
  });
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function labelsCompared(inventory: Inventory | null, row: Row): readonly string[] {
  for (const rule of inventory?.ruleSets[row.component.ruleSet] ?? [])
    if (rule.type === 'parity') return rule.off === undefined ? rule.labels : [];
  return usualLabels;
}

function oddOnes(cluster: string, label: string, rows: readonly Row[]): Said[] {
  const counts = new Map<string, number>();
  const valueOf = (row: Row) => row.labels[label] ?? '';
  for (const row of rows) counts.set(valueOf(row), (counts.get(valueOf(row)) ?? 0) + 1);
  if (counts.size < 2) return [];
  const most = Math.max(...counts.values());
  const usual = [...counts].flatMap(([value, count]) => (count === most ? [value] : []));
  const tie = usual.length > 1;
  return rows.flatMap((row): Said[] => {
    const value = valueOf(row);
    if (!tie && usual[0] === value) return [];
    const others = (tie ? usual.filter((other) => other !== value) : usual).toSorted().join(', ');
    const reason: Reason = { code: 'parity', cluster, label, value, others };
    return [{ id: row.component.id, condition: 'degraded', reason }];
  });
}
