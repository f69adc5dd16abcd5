import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLayout, anySize } from '../test-support/layouts.ts';
import { groupByLayerAndRegion } from './grouping.ts';
import { planBoard, type BoardPlan } from './layout.ts';
import { planNamed } from './named-plan.ts';
import type { Rect } from './rect.ts';
import { planScreen } from './screen-plan.ts';

const slack = 0.01;

function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

function overlap(a: Rect, b: Rect): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > slack && down > slack;
}

function anyOverlap(rects: readonly Rect[]): boolean {
  return rects.some((rect, at) => rects.slice(at + 1).some((other) => overlap(rect, other)));
}

function plans(check: (plan: BoardPlan, area: Rect, count: number) => void): void {
  fc.assert(
    fc.property(anyLayout, anySize, (layout, size) => {
      const screen = planScreen(size);
      const area = { x: 0, y: 0, width: screen.board.width, height: screen.board.height };
      check(planBoard(groupByLayerAndRegion(layout), area, screen.unit), area, layout.components.length);
    }),
    { numRuns: 60 },
  );
}

test('WI-5 from 1 to 1000 components every one has exactly one tile, inside its cell, inside the board', () => {
  plans((plan, area, count) => {
    const tiles = plan.cells.flatMap((cell) => cell.tiles.map(({ index }) => index));
    expect(tiles.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    for (const cell of plan.cells) {
      expect(isInside(cell.rect, area)).toBe(true);
      expect(cell.tiles.every(({ rect }) => isInside(rect, cell.rect))).toBe(true);
      expect(isInside(cell.named, cell.rect)).toBe(true);
    }
  });
});

test('WI-5 no two tiles, no two cells, and no tile and no room for names lie over each other', () => {
  plans((plan) => {
    expect(anyOverlap([...plan.cells.map(({ rect }) => rect), ...plan.rowLabels, ...plan.columnHeads])).toBe(false);
    for (const cell of plan.cells) {
      const rects = cell.tiles.map(({ rect }) => rect);
      expect(anyOverlap(rects)).toBe(false);
      expect(rects.some((rect) => overlap(rect, cell.named))).toBe(false);
    }
  });
});

test('WI-5 a mark is never too small to be seen', () => {
  plans((plan) => {
    const smallest = Math.min(...plan.cells.flatMap(({ tiles }) => tiles.map(({ rect }) => rect.height)));
    expect(smallest).toBeGreaterThanOrEqual(2);
  });
});

test('WI-6 whatever is abnormal has a bar of its own or is counted in one, inside the room kept for it', () => {
  const room = fc.record({ width: fc.integer({ min: 60, max: 1600 }), height: fc.integer({ min: 10, max: 500 }) });
  fc.assert(
    fc.property(room, fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0.75, 1, 2), (size, count, unit) => {
      const rect = { x: 7, y: 11, ...size };
      const plan = planNamed(rect, count, unit);
      expect(plan.single + plan.together).toBe(count);
      expect(plan.bars.length).toBe(plan.single + (plan.together > 0 ? 1 : 0));
      expect(plan.bars.every((bar) => isInside(bar, rect))).toBe(true);
      expect(anyOverlap(plan.bars)).toBe(false);
    }),
  );
});

test('WI-5 header, board, rail and strip share the screen without overlap', () => {
  fc.assert(
    fc.property(anySize, (size) => {
      const { header, board, rail, strip } = planScreen(size);
      const all = [header, board, rail, strip];
      expect(all.every((rect) => isInside(rect, { x: 0, y: 0, ...size }))).toBe(true);
      expect(anyOverlap(all)).toBe(false);
    }),
  );
});
