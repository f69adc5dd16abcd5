import { propertyRuns } from '@yagura/testkit';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInstantHeap } from './heap.ts';

test('WA-39 the heap gives back everything that is due, the earliest first, and nothing else', () => {
  const step = fc.record({
    push: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 8 }),
    until: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const heap = createInstantHeap();
      let model: number[] = [];
      for (const { push, until } of steps) {
        for (const at of push) heap.push(at, `id-${at}`);
        model = [...model, ...push].toSorted((a, b) => a - b);
        const due: number[] = [];
        for (let top = heap.popUntil(until); top !== null; top = heap.popUntil(until)) {
          expect(top.id).toBe(`id-${top.at}`);
          due.push(top.at);
        }
        expect(due).toEqual(model.filter((at) => at <= until));
        model = model.filter((at) => at > until);
        expect(heap.size).toBe(model.length);
        expect(heap.first()?.at ?? null).toBe(model[0] ?? null);
      }
    }),
    propertyRuns(1000),
  );
});
