import { stronglyConnected, type Graph } from './strongly-connected.ts';

/** A desk in one knot would else be told as thousands of circles. */
export const mostCircles = 100;

/** Circles in which every dependency that is part of any stands at least once, each beginning with its first name in the desk's order. */
export function findCircles(graph: Graph): string[][] {
  const circles: string[][] = [];
  for (const knot of stronglyConnected(graph)) {
    const told = new Set<string>();
    for (const id of knot)
      for (const next of graph.get(id) ?? []) {
        if (!knot.has(next) || told.has(edge(id, next))) continue;
        const circle = shortestWay(graph, knot, next, id);
        for (const [index, one] of circle.entries()) told.add(edge(one, circle[(index + 1) % circle.length] ?? one));
        circles.push(turnedToFirst(circle, knot));
        if (circles.length === mostCircles) return circles;
      }
  }
  return circles;
}

const edge = (from: string, to: string) => `${from}>${to}`;

/** From one to the other inside a knot, where there always is a way. */
function shortestWay(graph: Graph, knot: ReadonlySet<string>, from: string, to: string): string[] {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const id of cameFrom.keys()) {
    if (id === to) break;
    for (const next of graph.get(id) ?? []) if (knot.has(next) && !cameFrom.has(next)) cameFrom.set(next, id);
  }
  const way: string[] = [];
  for (let at: string | null = to; at !== null; at = cameFrom.get(at) ?? null) way.push(at);
  return way.toReversed();
}

function turnedToFirst(circle: readonly string[], order: ReadonlySet<string>): string[] {
  const first = [...order].find((id) => circle.includes(id)) ?? '';
  const at = circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at)];
}
