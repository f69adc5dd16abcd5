import type { Layout, View } from '@yagura/contract';
import { notBelowNear, type LeastLetters } from '../screen/least-letters.ts';
import type { Coarseness } from './coarsen.ts';
import { groupBy } from './grouping.ts';
import { planBoard, type BoardPlan } from './layout.ts';
import { filterLine } from './measure.ts';
import { namedCapacity } from './named-plan.ts';
import type { Size } from './rect.ts';
import { planScreen, unitOf } from './screen-plan.ts';

export interface ViewFit {
  readonly fits: boolean;
  readonly coarseness: Coarseness;
  readonly words: string;
}

/** Whether a view can be told on a screen of this size in letters that carry, and if not, what becomes of it. For whoever sets a screen up. */
export function doesViewFit(layout: Layout, view: View, size: Size, letters: LeastLetters): ViewFit {
  const unit = unitOf(size);
  const least = notBelowNear(letters, unit);
  const { board } = planScreen(size, { letters: least });
  const { grouping, outside } = groupBy(layout, view);
  const line = outside.length > 0 ? filterLine(unit, least).height : 0;
  const plan = planBoard(grouping, { width: board.width, height: Math.max(0, board.height - line) }, unit, least);
  const fits = isWhole(plan);
  return { fits, coarseness: plan.coarseness, words: fits ? fittingWords(plan, unit) : tightWords(plan, unit, view) };
}

/** Every cell at its own place, with a mark for each of its members. */
export function isWhole({ coarseness, detail }: Pick<BoardPlan, 'coarseness' | 'detail'>): boolean {
  return coarseness === 'cells' && detail !== 'none';
}

function fittingWords(plan: BoardPlan, unit: number): string {
  if (plan.detail === 'far') return `Each of the ${countOf(plan)} is named in letters that carry.`;
  return `${named(plan, unit)}; the others are counted in their places.`;
}

const told: Readonly<Record<Coarseness, string>> = {
  cells: 'without marks of their own',
  groups: 'neighbouring places together',
  rows: 'whole rows together',
  whole: 'all as one',
};

function tightWords(plan: BoardPlan, unit: number, view: View): string {
  const remedy = 'A larger screen, a shorter distance or a view of fewer would tell more.';
  return `"${view.name}" has more places than letters that carry have room for: told ${told[plan.coarseness]}. ${named(plan, unit)}. ${remedy}`;
}

function named(plan: BoardPlan, unit: number): string {
  const all = countOf(plan);
  const room = plan.cells.reduce(
    (sum, { named: rect }, at) =>
      sum + Math.min(plan.grouping.cells[at]?.members.length ?? 0, namedCapacity(rect, unit, plan.letters)),
    0,
  );
  return `${room} of ${all} can be named at once`;
}

function countOf({ grouping }: BoardPlan): number {
  return grouping.cells.reduce((sum, { members }) => sum + members.length, 0);
}
