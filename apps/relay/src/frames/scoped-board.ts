import type { Board } from '@yagura/contract';
import type { ScopeSet } from './scope-set.ts';

/** Which indices of a layout a scope set sees; found once a layout, not once a frame. */
export type Visible = readonly number[];

export function visibleIn(layout: Board['layout'], scope: ScopeSet): Visible {
  return layout.components.flatMap((component, index) => (scope.includes(component) ? [index] : []));
}

export function placesOf(layout: Board['layout'], visible: Visible): ReadonlyMap<string, number> {
  return new Map(visible.map((index, place) => [layout.components[index]?.id ?? '', place]));
}

/** The values of the visible components; the same array when everything is visible. */
export function pick<Value>(values: readonly Value[], visible: Visible): readonly Value[] {
  if (visible.length === values.length) return values;
  return visible.map((index) => values[index] as Value); // `visible` was made from the layout that `values` follows
}

export function scopedBoard(board: Board, scope: ScopeSet, visible: Visible): Board {
  return {
    ...scope.board(board),
    layout: scope.layout(board.layout),
    statuses: [...pick(board.statuses, visible)],
    figures: [...pick(board.figures, visible)],
    lastBeats: [...pick(board.lastBeats, visible)],
    limits: [...pick(board.limits, visible)],
  };
}
