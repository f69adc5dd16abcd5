import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCircles } from './find-circles.ts';

const ids = 'abcdefgh'.split('');
const graphs = fc
  .array(fc.subarray(ids, { maxLength: 3 }), { minLength: ids.length, maxLength: ids.length })
  .map((targets) => new Map(ids.map((id, index) => [id, targets[index] ?? []])));

function leads(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const id of seen) for (const next of graph.get(id) ?? []) seen.add(next);
  return seen.has(to);
}

test('CH-3 a dependency is told exactly when it is part of a circle, and every circle told is one', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const told = new Set<string>();
      for (const circle of findCircles(graph)) {
        expect(new Set(circle).size).toBe(circle.length);
        circle.forEach((id, index) => told.add(`${id}${circle[(index + 1) % circle.length]}`));
      }
      const circular = ids.flatMap((id) =>
        (graph.get(id) ?? []).filter((next) => leads(graph, next, id)).map((next) => id + next),
      );
      expect([...told].toSorted()).toEqual(circular.toSorted());
    }),
    propertyRuns(1000),
  );
});
