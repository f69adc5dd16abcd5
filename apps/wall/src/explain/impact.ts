import type { BoardComponent, Health, Layout, Status } from '@yagura/contract';

export interface Neighbour {
  readonly id: string;
  readonly health: Health;
}

export interface ClusterStanding {
  readonly id: string;
  readonly working: number;
  readonly need: number;
  readonly of: number;
}

/** What leans on a component, and what it leans on itself. */
export interface Impact {
  readonly dependsOn: readonly Neighbour[];
  /** Those that name it. */
  readonly direct: readonly Neighbour[];
  /** Those that name one of these. */
  readonly indirect: readonly Neighbour[];
  readonly cluster: ClusterStanding | null;
}

export function impactOf(layout: Layout, statuses: readonly Status[], component: BoardComponent): Impact {
  const all = layout.components.map((each, index): Known => ({ each, health: statuses[index]?.health ?? 'no-sight' }));
  const direct = dependants(all, new Set([component.id]));
  const near = new Set([component.id, ...direct.map(({ each }) => each.id)]);
  const indirect = dependants(all, near).filter(({ each }) => !near.has(each.id));
  const needed = new Set(component.dependsOn);
  return {
    dependsOn: all.filter(({ each }) => needed.has(each.id)).map(neighbourOf),
    direct: direct.map(neighbourOf),
    indirect: indirect.map(neighbourOf),
    cluster: clusterOf(layout, statuses, component),
  };
}

interface Known {
  readonly each: BoardComponent;
  readonly health: Health;
}

function dependants(all: readonly Known[], on: ReadonlySet<string>): Known[] {
  return all.filter(({ each }) => each.dependsOn.some((id) => on.has(id)));
}

function neighbourOf({ each, health }: Known): Neighbour {
  return { id: each.id, health };
}

/** As many as are known to work; what nobody sees is not counted as working. */
function clusterOf(layout: Layout, statuses: readonly Status[], { cluster }: BoardComponent): ClusterStanding | null {
  if (cluster === null) return null;
  const working = layout.components.filter((each, index) => {
    const condition = statuses[index]?.condition;
    return each.cluster?.id === cluster.id && (condition === 'ok' || condition === 'degraded');
  });
  return { id: cluster.id, working: working.length, need: cluster.need, of: cluster.of };
}
