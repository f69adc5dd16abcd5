export type Graph = ReadonlyMap<string, readonly string[]>;

interface Visit {
  readonly id: string;
  readonly index: number;
  low: number;
  next: number;
}

/**
 * The sets of names that all lead to each other, in the graph's order; a name alone counts only where it leads to itself. Tarjan's way,
 * with a stack of our own: a desk may be deeper than the machine's.
 */
export function stronglyConnected(graph: Graph): ReadonlySet<string>[] {
  const visits = new Map<string, Visit>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const knots: ReadonlySet<string>[] = [];
  const enter = (id: string): Visit => {
    const visit = { id, index: visits.size, low: visits.size, next: 0 };
    visits.set(id, visit);
    open.push(id);
    isOpen.add(id);
    return visit;
  };
  const leave = (visit: Visit): void => {
    if (visit.low !== visit.index) return;
    const members = open.splice(open.lastIndexOf(visit.id));
    for (const id of members) isOpen.delete(id);
    if (members.length > 1 || graph.get(visit.id)?.includes(visit.id)) knots.push(inOrder(members, graph));
  };
  for (const start of graph.keys()) {
    if (visits.has(start)) continue;
    const way = [enter(start)];
    for (let visit = way.at(-1); visit; visit = way.at(-1)) {
      const next = graph.get(visit.id)?.[visit.next++];
      if (next === undefined) {
        way.pop();
        leave(visit);
        const before = way.at(-1);
        if (before) before.low = Math.min(before.low, visit.low);
      } else if (!visits.has(next)) way.push(enter(next));
      else if (isOpen.has(next)) visit.low = Math.min(visit.low, visits.get(next)?.index ?? visit.low);
    }
  }
  return knots;
}

function inOrder(members: readonly string[], graph: Graph): ReadonlySet<string> {
  const chosen = new Set(members);
  return new Set([...graph.keys()].filter((id) => chosen.has(id)));
}
