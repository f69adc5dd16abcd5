import { propertyRuns } from '@yagura/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { component } from '../test-support/board.ts';
import { anyLayout, anyLetters, anySize, anyView, anyWindow, largeLayout } from '../test-support/layouts.ts';
import type { LeastLetters } from '../screen/least-letters.ts';
import { mapView } from '../views/choose-view.ts';
import { groupBy } from './grouping.ts';
import { planBoard, type BoardPlan } from './layout.ts';
import { namedCapacity, planNamed } from './named-plan.ts';
import type { Rect, Size } from './rect.ts';
import { barLetters } from './tile-size.ts';
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

/** Swept from left to right: each is compared only with those that it might reach. */
function anyOverlap(rects: readonly Rect[]): boolean {
  const sorted = rects.toSorted((a, b) => a.x - b.x);
  return sorted.some((rect, at) => {
    for (let next = at + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || other.x >= rect.x + rect.width) return false;
      if (overlap(rect, other)) return true;
    }
    return false;
  });
}

interface Planned {
  readonly plan: BoardPlan;
  readonly area: Rect;
  readonly unit: number;
  readonly letters: LeastLetters | null;
  /** Who stands in the view, in order. */
  readonly members: readonly number[];
}

const withLetters = (sizes: fc.Arbitrary<Size>) =>
  sizes.chain((size) => anyLetters(size).map((letters) => ({ size, letters })));
const anyScreen = withLetters(anyWindow);

function plans(check: (planned: Planned) => void): void {
  for (const [layouts, runs] of [
    [anyLayout, 80],
    [largeLayout, 12],
  ] as const)
    fc.assert(
      fc.property(layouts, anyView, anyScreen, (layout, view, { size, letters }) => {
        const { board, unit } = planScreen(size, { letters });
        const { grouping, outside } = groupBy(layout, view);
        const left = new Set(outside);
        const members = layout.components.flatMap((_, index) => (left.has(index) ? [] : [index]));
        const area = { x: 0, y: 0, width: board.width, height: board.height };
        check({ plan: planBoard(grouping, area, unit, letters), area, unit, letters, members });
      }),
      propertyRuns(runs),
    );
}

const inOrder = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

test('WI-5 from 1 to 5000 components, in any view, every one has exactly one tile or is counted in exactly one place', () => {
  plans(({ plan, members }) => {
    const told = plan.grouping.cells.flatMap((cell) => cell.members);
    expect(inOrder(told)).toEqual(members);
    const tiles = plan.cells.flatMap((cell) => cell.tiles.map(({ index }) => index));
    expect(inOrder(tiles)).toEqual(plan.detail === 'none' ? [] : members);
    expect(plan.cells.map(({ key }) => key)).toEqual(plan.grouping.cells.map(({ key }) => key));
  });
});

test('WI-5 every cell lies inside the board, and what is in it inside the cell', () => {
  plans(({ plan, area }) => {
    for (const cell of plan.cells) {
      expect(isInside(cell.rect, area)).toBe(true);
      expect(cell.tiles.every(({ rect }) => isInside(rect, cell.rect))).toBe(true);
      expect(isInside(cell.named, cell.rect)).toBe(true);
    }
  });
});

test('WI-5 no two tiles, no two cells, and no tile and no room for names lie over each other', () => {
  plans(({ plan }) => {
    expect(anyOverlap([...plan.cells.map(({ rect }) => rect), ...plan.rowLabels, ...plan.columnHeads])).toBe(false);
    for (const cell of plan.cells) {
      const rects = cell.tiles.map(({ rect }) => rect);
      expect(anyOverlap([...rects, cell.named, cell.head])).toBe(false);
    }
  });
});

test('WI-5 a mark is never too small to be seen', () => {
  plans(({ plan, unit }) => {
    const [tile] = plan.cells.flatMap(({ tiles }) => tiles);
    if (tile) expect(tile.rect.height).toBeGreaterThanOrEqual(2.25 * unit);
  });
});

test('WI-6, WI-88 each place has room for one name at least, in letters that are not below the least', () => {
  plans(({ plan, letters, unit }) => {
    if (plan.detail === 'far' || plan.coarseness === 'whole') return;
    for (const { named } of plan.cells) {
      const least = barLetters(named, unit, letters);
      if (least === null) expect(named.height + slack).toBeGreaterThanOrEqual(32 * unit);
      else {
        const lines = named.width >= 14 * least.critical ? 1 : 2;
        // As much as `fitFar` needs for so many lines.
        expect(named.height + slack).toBeGreaterThanOrEqual((lines === 1 ? 1.3 : 2.2) * least.critical);
        expect(named.width + slack).toBeGreaterThanOrEqual(7.4 * least.critical);
      }
    }
  });
});

test('WI-88 a tile that has letters has room for letters that carry', () => {
  plans(({ plan, letters }) => {
    const [tile] = plan.cells.flatMap(({ tiles }) => tiles);
    if (letters === null || !tile || plan.detail === 'mark') return;
    const least = plan.detail === 'far' ? letters.critical : letters.read;
    expect(tile.rect.height).toBeGreaterThanOrEqual((plan.detail === 'name' ? 1.2 : 2.4) * least);
    expect(tile.rect.width).toBeGreaterThanOrEqual(5 * least);
  });
});

test('WI-6 whatever is abnormal has a bar of its own or is counted in one, inside the room kept for it', () => {
  const room = fc.record({ width: fc.integer({ min: 60, max: 5000 }), height: fc.integer({ min: 10, max: 1500 }) });
  const letters = fc.constantFrom(null, { read: 20, critical: 25 }, { read: 74, critical: 92 });
  const count = fc.integer({ min: 0, max: 5000 });
  fc.assert(
    fc.property(room, count, fc.constantFrom(0.75, 1, 2), letters, (size, many, unit, least) => {
      const rect = { x: 7, y: 11, ...size };
      const plan = planNamed(rect, many, unit, least);
      expect(plan.single + plan.together).toBe(many);
      expect(plan.bars.length).toBe(plan.single + (plan.together > 0 ? 1 : 0));
      expect(plan.bars.every((bar) => isInside(bar, rect))).toBe(true);
      expect(anyOverlap(plan.bars)).toBe(false);
      expect(plan.single).toBeLessThanOrEqual(namedCapacity(rect, unit, least));
    }),
    propertyRuns(400),
  );
});

test('WI-91 one more component moves nothing outside its own cell unless a line of tiles becomes too short', () => {
  const counted = ({ cells }: BoardPlan) => cells.map(({ rect, named }) => [rect, named]);
  fc.assert(
    fc.property(anyLayout, anyView, anyScreen, fc.nat(), (layout, view, { size, letters }, pick) => {
      const like = layout.components[pick % layout.components.length] ?? component('c');
      const more = { ...layout, components: [...layout.components, { ...like, id: 'c-new' }] };
      const { board, unit } = planScreen(size, { letters });
      const before = planBoard(groupBy(layout, view).grouping, board, unit, letters);
      const after = planBoard(groupBy(more, view).grouping, board, unit, letters);
      const own = after.cells.findIndex(({ tiles }) => tiles.some(({ index }) => index === layout.components.length));
      const linesOf = ({ cells }: BoardPlan) => new Set(cells[own]?.tiles.map(({ rect }) => `${rect.y} ${rect.width}`));
      // What was there before stands on as many lines, with tiles as they were.
      const isOnLine = own >= 0 && [...linesOf(after)].join() === [...linesOf(before)].join();
      if (!isOnLine) return;
      expect(counted(after)).toEqual(counted(before));
      for (const [at, cell] of before.cells.entries())
        if (at !== own) expect(after.cells[at]?.tiles).toEqual(cell.tiles);
    }),
    propertyRuns(240),
  );
});

test('WI-91 the plan hangs on the desk, the view and the size alone: whoever is asked says the same', () => {
  fc.assert(
    fc.property(anyLayout, anyScreen, (layout, { size, letters }) => {
      const planned = () => {
        const { board, unit } = planScreen(size, { letters });
        return planBoard(groupBy(layout, mapView).grouping, board, unit, letters);
      };
      expect(planned()).toEqual(planned());
    }),
    propertyRuns(40),
  );
});

test('WI-5 header, board, rail and strip share the screen without overlap', () => {
  fc.assert(
    fc.property(withLetters(anySize), ({ size, letters }) => {
      const { header, board, rail, strip } = planScreen(size, { letters });
      const all = [header, board, rail, strip];
      expect(all.every((rect) => isInside(rect, { x: 0, y: 0, ...size }))).toBe(true);
      expect(anyOverlap(all)).toBe(false);
    }),
  );
});
