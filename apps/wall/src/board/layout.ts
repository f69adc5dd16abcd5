import type { LeastLetters } from '../screen/least-letters.ts';
import { coarsenings, fold, type Coarseness } from './coarsen.ts';
import type { CellContent, Grouping } from './grouping.ts';
import { isDrawable, linesOf, measureGrid, type Measure, type PlacedLine } from './measure.ts';
import type { Rect, Size } from './rect.ts';
import { chooseTiles, withoutTiles, type TileChoice, type TileDetail } from './tile-size.ts';

export interface CellPlan {
  readonly key: string;
  readonly rect: Rect;
  /** Where its own head stands, if it has one. */
  readonly head: Rect;
  readonly tiles: readonly { readonly index: number; readonly rect: Rect }[];
  /** Where the abnormal members of this cell are named; kept free while there are none. */
  readonly named: Rect;
}

export interface BoardPlan {
  readonly coarseness: Coarseness;
  /** What is drawn: folded or put together where the view itself has no room. Its cells are those of the plan. */
  readonly grouping: Grouping;
  readonly detail: TileDetail;
  readonly letters: LeastLetters | null;
  readonly rowLabels: readonly Rect[];
  readonly columnHeads: readonly Rect[];
  readonly cells: readonly CellPlan[];
}

/**
 * Where everything stands. Depends on what there is and on the size of the screen, never on any state.
 * With letters that must carry, what is told is put together until nothing has to be smaller.
 */
export function planBoard(wanted: Grouping, area: Size, unit: number, letters: LeastLetters | null = null): BoardPlan {
  const grouping = isDrawable(wanted, area, unit) ? wanted : fold(wanted);
  for (const { coarseness, grouping: coarser } of coarsenings(grouping)) {
    const packed = pack(coarser, area, unit, letters);
    if (packed) return planOf(coarser, coarseness, packed, letters);
    if (coarseness === 'whole') return planOf(coarser, coarseness, squeezed(coarser, area, unit, letters), letters);
  }
  throw new Error('The last of the coarsenings is the whole.');
}

interface Packed {
  readonly lines: readonly PlacedLine[];
  readonly measure: Measure;
  readonly tiles: TileChoice;
}

/** The way of wrapping that leaves the most telling tiles; a table has only one. */
function pack(grouping: Grouping, area: Size, unit: number, letters: LeastLetters | null): Packed | null {
  let best: Packed | null = null;
  for (const perLine of waysToWrap(grouping)) {
    const measure = measureGrid({ grouping, perLine, area, unit, letters });
    if (!measure.holds) continue;
    const lines = linesOf(grouping, perLine);
    const tiles = chooseTiles(needsOf(grouping, lines, measure));
    if (tiles && (best === null || isBetter(tiles, best.tiles))) best = { lines, measure, tiles };
  }
  return best;
}

/** A window so small that nothing fits has one tile that tells everything. */
function squeezed(grouping: Grouping, area: Size, unit: number, letters: LeastLetters | null): Packed {
  const measure = measureGrid({ grouping, perLine: 1, area, unit, letters });
  const lines = linesOf(grouping, 1);
  return { lines, measure, tiles: withoutTiles(needsOf(grouping, lines, measure)) };
}

const mostBeside = 12;

function waysToWrap({ shape, columns, cells }: Grouping): number[] {
  if (shape === 'grid') return [Math.max(1, columns.length)];
  return Array.from({ length: Math.min(mostBeside, Math.max(1, cells.length)) }, (_, at) => at + 1);
}

const details: readonly TileDetail[] = ['none', 'mark', 'name', 'full', 'far'];

/** Steps, so that a little more room does not outweigh larger tiles. */
function isBetter(tiles: TileChoice, than: TileChoice): boolean {
  const rank = details.indexOf(tiles.detail) - details.indexOf(than.detail);
  if (rank !== 0) return rank > 0;
  return tiles.width * tiles.height > than.width * than.height * 1.01;
}

function needsOf(grouping: Grouping, lines: readonly PlacedLine[], measure: Measure) {
  const { unit, letters } = measure;
  const taken = lines.reduce((sum, line) => sum + 2 * measure.padding + headOf(line, measure), 0);
  return {
    lines: lines.map((line) => ({
      counts: line.cells.map((at) => grouping.cells[at]?.members.length ?? 0),
      wide: line.wide,
    })),
    width: measure.innerWidth,
    wideWidth: measure.wideInnerWidth,
    height: measure.height - Math.max(0, lines.length - 1) * measure.gap - taken,
    gap: measure.tileGap,
    unit,
    letters,
  };
}

function headOf(line: PlacedLine, measure: Measure): number {
  return line.headed ? measure.cellHead : 0;
}

function planOf(
  grouping: Grouping,
  coarseness: Coarseness,
  { lines, measure, tiles }: Packed,
  letters: LeastLetters | null,
): BoardPlan {
  const spans = spansOf(lines, measure, tiles);
  const places = lines.flatMap((line, at) => line.cells.map((cell, place) => ({ cell, line: at, place })));
  const cells = places
    .toSorted((a, b) => a.cell - b.cell)
    .flatMap(({ cell, line, place }) => {
      const content = grouping.cells[cell];
      const span = spans[line];
      return content && span ? [planCell(content, { span, place, tiles, measure, line: lines[line] })] : [];
    });
  const isGrid = grouping.shape === 'grid';
  return {
    coarseness,
    grouping,
    detail: tiles.detail,
    letters,
    rowLabels: isGrid ? spans.map(({ y, height }) => ({ x: 0, y, width: measure.label, height })) : [],
    columnHeads: isGrid
      ? grouping.columns.map((_, column) => ({
          x: measure.label + column * (measure.columnWidth + measure.gap),
          y: 0,
          width: measure.columnWidth,
          height: measure.head,
        }))
      : [],
    cells,
  };
}

interface Span {
  readonly y: number;
  readonly height: number;
  readonly tiles: number;
}

/** Each line gets the rows of tiles it needs; what is left is shared, so that every cell has the same room for names. */
function spansOf(lines: readonly PlacedLine[], measure: Measure, tiles: TileChoice): Span[] {
  let y = measure.head;
  return lines.map((line, at) => {
    const taken = tiles.lineHeights[at] ?? 0;
    const height = taken + tiles.named + 2 * measure.padding + headOf(line, measure);
    const span = { y, height, tiles: taken };
    y += height + measure.gap;
    return span;
  });
}

interface InLine {
  readonly span: Span;
  readonly place: number;
  readonly tiles: TileChoice;
  readonly measure: Measure;
  readonly line: PlacedLine | undefined;
}

function planCell(cell: CellContent, { span, place, tiles, measure, line }: InLine): CellPlan {
  const wide = line?.wide ?? false;
  const rect = {
    x: measure.label + (wide ? 0 : place) * (measure.columnWidth + measure.gap),
    y: span.y,
    width: wide ? measure.wideWidth : measure.columnWidth,
    height: span.height,
  };
  const head = line?.headed ? measure.cellHead : 0;
  const width = Math.max(0, rect.width - 2 * measure.padding);
  const inner = { x: rect.x + measure.padding, y: rect.y + measure.padding };
  const used = head + span.tiles + (span.tiles > 0 && tiles.named > tiles.gap ? tiles.gap : 0);
  return {
    key: cell.key,
    rect,
    head: { ...inner, width, height: head },
    tiles: tiles.detail === 'none' ? [] : placeTiles(cell, { x: inner.x, y: inner.y + head }, tiles, wide),
    named: { x: inner.x, y: inner.y + used, width, height: Math.max(0, rect.height - 2 * measure.padding - used) },
  };
}

function placeTiles(cell: CellContent, from: { x: number; y: number }, tiles: TileChoice, wide: boolean) {
  const columns = wide ? tiles.wideColumns : tiles.columns;
  const { width, height, gap } = tiles;
  return cell.members.map((index, place) => ({
    index,
    rect: {
      x: from.x + (place % columns) * (width + gap),
      y: from.y + Math.floor(place / columns) * (height + gap),
      width,
      height,
    },
  }));
}
