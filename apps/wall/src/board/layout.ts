import type { CellContent, Grouping } from './grouping.ts';
import type { Rect, Size } from './rect.ts';
import { chooseTiles, type TileChoice, type TileDetail } from './tile-size.ts';

export interface CellPlan {
  readonly key: string;
  readonly rect: Rect;
  readonly tiles: readonly { readonly index: number; readonly rect: Rect }[];
  /** Where the abnormal members of this cell are named; kept free while there are none. */
  readonly named: Rect;
}

export interface BoardPlan {
  readonly detail: TileDetail;
  readonly rowLabels: readonly Rect[];
  readonly columnHeads: readonly Rect[];
  readonly cells: readonly CellPlan[];
}

/** In units: what a pixel is on a screen of 1920 × 1080. */
const spaces = { label: 104, head: 34, gap: 8, padding: 8, tileGap: 4 } as const;

/** Where everything stands. Depends on what there is and on the size of the screen, never on any state. */
export function planBoard(grouping: Grouping, area: Size, unit: number): BoardPlan {
  const measure = measureGrid(grouping, area, unit);
  const tiles = chooseTiles({
    rowCounts: grouping.rows.map((_, row) => countsIn(grouping.cells, row)),
    width: measure.innerWidth,
    wideWidth: measure.wideInnerWidth,
    wideRows: grouping.rows.map((_, row) => grouping.cells.some((cell) => cell.row === row && cell.column === null)),
    height: measure.rowsHeight - grouping.rows.length * 2 * measure.padding,
    gap: spaces.tileGap * unit,
    unit,
  });
  const rows = rowRects(grouping, measure, tiles);
  return {
    detail: tiles.detail,
    rowLabels: rows.map((row) => ({ x: 0, y: row.y, width: measure.label, height: row.height })),
    columnHeads: grouping.columns.map((_, column) => ({
      x: measure.label + column * (measure.columnWidth + measure.gap),
      y: 0,
      width: measure.columnWidth,
      height: measure.head,
    })),
    cells: grouping.cells.map((cell) => planCell(cell, rows[cell.row] ?? { y: 0, height: 0 }, measure, tiles)),
  };
}

interface Measure {
  readonly label: number;
  readonly head: number;
  readonly gap: number;
  readonly padding: number;
  readonly columnWidth: number;
  readonly wideWidth: number;
  readonly innerWidth: number;
  readonly wideInnerWidth: number;
  readonly rowsHeight: number;
}

function measureGrid({ rows, columns }: Grouping, area: Size, unit: number): Measure {
  const gap = spaces.gap * unit;
  const padding = spaces.padding * unit;
  const label = Math.min(spaces.label * unit, area.width / 5);
  const head = Math.min(spaces.head * unit, area.height / 10);
  const wideWidth = Math.max(0, area.width - label);
  const count = Math.max(1, columns.length);
  const columnWidth = Math.max(0, (wideWidth - (count - 1) * gap) / count);
  return {
    label,
    head,
    gap,
    padding,
    columnWidth,
    wideWidth,
    innerWidth: Math.max(0, columnWidth - 2 * padding),
    wideInnerWidth: Math.max(0, wideWidth - 2 * padding),
    rowsHeight: Math.max(0, area.height - head - Math.max(0, rows.length - 1) * gap),
  };
}

function countsIn(cells: readonly CellContent[], row: number): number[] {
  return cells.filter((cell) => cell.row === row).map((cell) => cell.members.length);
}

interface Span {
  readonly y: number;
  readonly height: number;
}

/** Each row gets the lines of tiles it needs; what is left is shared, so that every cell has the same room for names. */
function rowRects(grouping: Grouping, measure: Measure, tiles: TileChoice): Span[] {
  let y = measure.head;
  return grouping.rows.map((_, row) => {
    const height = (tiles.rowHeights[row] ?? 0) + tiles.named + 2 * measure.padding;
    const span = { y, height };
    y += height + measure.gap;
    return span;
  });
}

function planCell(cell: CellContent, row: Span, measure: Measure, tiles: TileChoice): CellPlan {
  const wide = cell.column === null;
  const rect = {
    x: measure.label + (cell.column ?? 0) * (measure.columnWidth + measure.gap),
    y: row.y,
    width: wide ? measure.wideWidth : measure.columnWidth,
    height: row.height,
  };
  const inner = { x: rect.x + measure.padding, y: rect.y + measure.padding };
  const columns = wide ? tiles.wideColumns : tiles.columns;
  const placed = cell.members.map((index, place) => ({
    index,
    rect: {
      x: inner.x + (place % columns) * (tiles.width + tiles.gap),
      y: inner.y + Math.floor(place / columns) * (tiles.height + tiles.gap),
      width: tiles.width,
      height: tiles.height,
    },
  }));
  const used = (tiles.rowHeights[cell.row] ?? 0) + (tiles.named > tiles.gap ? tiles.gap : 0);
  const named = {
    x: inner.x,
    y: inner.y + used,
    width: Math.max(0, rect.width - 2 * measure.padding),
    height: Math.max(0, rect.height - 2 * measure.padding - used),
  };
  return { key: cell.key, rect, tiles: placed, named };
}
