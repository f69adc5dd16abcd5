import { shapePaths } from '../board/shape-paths.ts';
import type { Rect } from '../board/rect.ts';
import type { Brush, Letters, Look } from './brush.ts';
import { inBox, paintSign } from './paint-sign.ts';

const padding = 0.3;
const lineHeight = 1.2;
/** In parts of the letters beside it: a shape, and the space around it. */
const shape = 0.8;
const around = 0.2;
/** As in marks.css. */
const sign = 0.9;

/** What a tile says: its name, and below it its figure or its state; as Tile.tsx has it. */
export function paintText(brush: Brush, rect: Rect, look: Look, letters: Letters): void {
  const { x, y, width, height } = rect;
  const left = x + padding * letters.second;
  const lines = lineHeight * (letters.twoLines ? letters.name + letters.second : letters.name);
  const top = y + (height - lines) / 2;
  const first = { x: left, y: top + (lineHeight * letters.name) / 2, right: x + width - padding * letters.second };
  paintName(brush, first, look, letters);
  if (!letters.twoLines) return;
  paintSecond(brush, { ...first, y: top + lineHeight * (letters.name + letters.second / 2) }, look, letters);
}

interface LineAt {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly right: number;
}

function paintName(brush: Brush, { x, y, right }: LineAt, look: Look, letters: Letters): void {
  const { context, palette } = brush;
  context.textBaseline = 'middle';
  context.fillStyle = palette.ink[look.health];
  context.font = `570 ${letters.name}px ${palette.font}`;
  context.fillText(look.name, x, y, right - x);
  let after = x + context.measureText(look.name).width;
  for (const mark of look.marks) {
    paintSign(brush, mark, { x: after + around * letters.name, y, size: letters.name * sign });
    after += letters.name * (sign + around);
  }
  const size = letters.name * shape;
  if (!letters.twoLines) paintShape(context, look, right - size, y, size);
}

function paintSecond({ context, palette }: Brush, { x, y, right }: LineAt, look: Look, letters: Letters): void {
  const size = letters.second * shape;
  const after = paintShape(context, look, x, y, size) ? size + around * letters.second : 0;
  const quiet = look.health === 'ok' || look.health === 'closed';
  if (look.health === 'ok') context.fillStyle = palette.soft;
  context.font = `${quiet ? 450 : 620} ${letters.second}px ${palette.font}`;
  context.fillText(look.second, x + after, y, right - x - after);
}

/** Planned work has its band for a shape. */
function paintShape(context: CanvasRenderingContext2D, { health }: Look, x: number, y: number, size: number): boolean {
  const path = health === 'planned' ? undefined : shapePaths[health];
  if (path === undefined) return false;
  inBox(context, { x, y, size }, () => context.fill(new Path2D(path)));
  return true;
}
