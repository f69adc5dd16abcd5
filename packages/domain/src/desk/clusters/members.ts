import type { BoardComponent } from '@yagura/contract';
import { explainedVerdict } from '../site-verdict.ts';
import type { DeskWorld, Row } from '../world.ts';

type Cluster = NonNullable<BoardComponent['cluster']>;

/** One member as its cluster sees it: what it shows by itself, before anything that the members show together. */
export interface Member {
  readonly row: Row;
  /** Heard recently and not down: only then does it say anything about its cluster. */
  readonly works: boolean;
  /** Down, and expected to work: nobody planned it and no calendar lets it rest. */
  readonly failed: boolean;
  /** Nobody can tell: it may well be the one that is missed. */
  readonly unseen: boolean;
  /** Planned work, or outside the hours in which it runs. */
  readonly excused: boolean;
}

export interface ClusterView {
  readonly cluster: Cluster;
  readonly members: readonly Member[];
}

export function clusterView(world: DeskWorld, id: string): ClusterView | null {
  let cluster: Cluster | null = null;
  const members: Member[] = [];
  for (const memberId of world.index.clusters.get(id) ?? []) {
    const row = world.rows.get(memberId);
    if (!row) continue;
    cluster ??= row.component.cluster;
    members.push(memberOf(world, row));
  }
  return cluster && { cluster, members };
}

function memberOf(world: DeskWorld, row: Row): Member {
  const { condition, expectation } = explainedVerdict(world, row);
  const works = condition === 'ok' || condition === 'degraded';
  const failed = condition === 'down' && expectation === 'expected';
  return { row, works, failed, unseen: condition === 'no-sight', excused: expectation !== 'expected' };
}

/** Working now, as far as anybody can see. */
export function workingIn({ members }: ClusterView): number {
  return members.filter(({ works }) => works).length;
}
