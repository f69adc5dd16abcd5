import type { Rect } from '../board/rect.ts';

export interface Placed {
  readonly id: string;
  readonly rect: Rect;
}

export const directions = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;
export type Direction = (typeof directions)[keyof typeof directions];

/** Tiles stand in lines: the same line when they begin at the same height. */
function linesOf(tiles: readonly Placed[]): Placed[][] {
  const lines: Placed[][] = [];
  for (const tile of tiles.toSorted((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x)) {
    const line = lines.at(-1);
    if (line?.[0] && tile.rect.y - line[0].rect.y < line[0].rect.height / 2) line.push(tile);
    else lines.push([tile]);
  }
  return lines.map((line) => line.toSorted((a, b) => a.rect.x - b.rect.x));
}

/** The tile that an arrow key leads to: along the line and on to the next one, or to the nearest above or below. */
export function neighbour(tiles: readonly Placed[], from: string, direction: Direction): string | null {
  const lines = linesOf(tiles);
  const at = lines.findIndex((line) => line.some(({ id }) => id === from));
  const here = lines[at]?.find(({ id }) => id === from);
  if (!here) return null;
  if (direction === 'left' || direction === 'right') {
    const all = lines.flat();
    return all[all.indexOf(here) + (direction === 'right' ? 1 : -1)]?.id ?? null;
  }
  const line = lines[at + (direction === 'down' ? 1 : -1)];
  return line ? nearestAcross(line, middleOf(here.rect)) : null;
}

function nearestAcross(line: readonly Placed[], x: number): string | null {
  const distance = ({ rect }: Placed) => Math.abs(middleOf(rect) - x);
  return (
    line.reduce<Placed | null>((best, tile) => (best && distance(best) <= distance(tile) ? best : tile), null)?.id ??
    null
  );
}

function middleOf({ x, width }: Rect): number {
  return x + width / 2;
}
