import type { LeastLetters } from '../screen/least-letters.ts';
import type { Grouping } from './grouping.ts';
import type { Size } from './rect.ts';
import { textWidth } from './text-width.ts';
import { farBar } from './tile-size.ts';

/** In pixels: what stands beside and between the tiles of a board. */
export interface Measure {
  readonly unit: number;
  readonly letters: LeastLetters | null;
  readonly label: number;
  readonly head: number;
  /** Of a cell that has its own. */
  readonly cellHead: number;
  readonly gap: number;
  readonly padding: number;
  readonly tileGap: number;
  readonly columnWidth: number;
  readonly wideWidth: number;
  readonly innerWidth: number;
  readonly wideInnerWidth: number;
  /** Below the heads of the columns. */
  readonly height: number;
  /** Names have room in its columns. */
  readonly holds: boolean;
}

/** In units: what a pixel is on a screen of 1920 × 1080. */
const near = { label: 104, head: 34, cellHead: 26, gap: 8, padding: 8, tileGap: 4, leastColumn: 144 } as const;
/** Where letters are large, little is left for space between. */
const far = { gap: 6, padding: 4, tileGap: 4 } as const;
/** In parts of the letters that must be read. */
const headHeight = 1.3;
/** Of the width of the board. */
const mostLabel = 0.24;

export interface Asked {
  readonly grouping: Grouping;
  /** How many cells stand beside each other. */
  readonly perLine: number;
  readonly area: Size;
  readonly unit: number;
  readonly letters: LeastLetters | null;
}

export function measureGrid(asked: Asked): Measure {
  const { grouping, perLine, area, unit, letters } = asked;
  const isGrid = grouping.shape === 'grid';
  const between = letters ? far : near;
  const [gap, padding] = [between.gap * unit, between.padding * unit];
  const label = isGrid ? labelWidth(asked) : 0;
  const head = isGrid ? headOf(asked, near.head) : 0;
  const wideWidth = Math.max(0, area.width - label);
  const columnWidth = Math.max(0, (wideWidth - (perLine - 1) * gap) / perLine);
  const innerWidth = Math.max(0, columnWidth - 2 * padding);
  return {
    unit,
    letters,
    label,
    head,
    cellHead: headOf(asked, near.cellHead),
    gap,
    padding,
    tileGap: between.tileGap * unit,
    columnWidth,
    wideWidth,
    innerWidth,
    wideInnerWidth: Math.max(0, wideWidth - 2 * padding),
    height: Math.max(0, area.height - head),
    holds: letters ? innerWidth >= farBar.least * letters.critical : columnWidth >= near.leastColumn * unit,
  };
}

/** Whether the columns of a table can be drawn beside each other at all. */
export function isDrawable(grouping: Grouping, area: Size, unit: number): boolean {
  if (grouping.shape === 'list' || grouping.columns.length <= 1) return true;
  const perLine = grouping.columns.length;
  return measureGrid({ grouping, perLine, area, unit, letters: null }).holds;
}

/** As wide as its longest word, up to a share of the board. */
function labelWidth({ grouping, area, unit, letters }: Asked): number {
  if (letters === null) return Math.min(near.label * unit, area.width / 5);
  const words = grouping.rows.flatMap(({ brief }) => brief.split(' '));
  const longest = Math.max(0, ...words.map((word) => textWidth(word)));
  return Math.min(area.width * mostLabel, longest * letters.read + 14 * unit);
}

function headOf({ area, unit, letters }: Asked, nearHeight: number): number {
  return letters ? letters.read * headHeight : Math.min(nearHeight * unit, area.height / 10);
}

/** Cells that stand beside each other. */
export interface PlacedLine {
  /** Places in `grouping.cells`. */
  readonly cells: readonly number[];
  readonly wide: boolean;
  readonly headed: boolean;
}

export function linesOf({ shape, rows, cells }: Grouping, perLine: number): PlacedLine[] {
  const known = [...cells.entries()];
  if (shape === 'grid')
    return rows.map((_, row) => {
      const mine = known.filter(([, cell]) => cell.row === row);
      return { cells: mine.map(([at]) => at), wide: mine.some(([, cell]) => cell.column === null), headed: false };
    });
  const lines: PlacedLine[] = [];
  const narrow = known.filter(([, cell]) => cell.column !== null);
  for (let at = 0; at < narrow.length; at += perLine) {
    const beside = narrow.slice(at, at + perLine);
    const headed = beside.some(([, cell]) => cell.head !== null);
    lines.push({ cells: beside.map(([place]) => place), wide: false, headed });
  }
  const wide = known.filter(([, cell]) => cell.column === null);
  return [...lines, ...wide.map(([at]) => ({ cells: [at], wide: true, headed: true }))];
}

/** In units: the line above a filtered map up close. */
const nearLine = { height: 30, letters: 20 } as const;

/** The line that tells what a filter leaves out, and its letters, in pixels. */
export function filterLine(
  unit: number,
  letters: LeastLetters | null,
): { readonly size: number; readonly height: number } {
  if (letters !== null) return { size: letters.read, height: letters.read * headHeight };
  return { size: nearLine.letters * unit, height: nearLine.height * unit };
}
