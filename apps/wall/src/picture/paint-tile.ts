import type { Health } from '@yagura/contract';
import type { Rect } from '../board/rect.ts';
import { paintText } from './paint-text.ts';
import type { Brush, Letters, Look } from './brush.ts';
import type { Palette } from './palette.ts';

/** One tile at its place, in pixels of the screen. What stood there is gone. */
export function paintTile(brush: Brush, rect: Rect, look: Look, letters: Letters | null): void {
  const { context } = brush;
  context.clearRect(rect.x, rect.y, rect.width, rect.height);
  context.save();
  outline(context, rect, look.health, letters === null, brush.unit);
  context.clip();
  paintGround(brush, rect, look.health);
  if (letters !== null) paintText(brush, rect, look, letters);
  else if (look.marks.includes('taken')) paintTaken(brush, rect);
  paintUnder(brush, rect, look.under);
  paintMark(brush, rect, look.mark, letters === null);
  context.restore();
}

/** Without room for letters the shape still tells the state, as in board.css. */
function outline(context: CanvasRenderingContext2D, rect: Rect, health: Health, isMark: boolean, unit: number): void {
  const { x, y, width, height } = rect;
  context.beginPath();
  if (isMark && health === 'down') corners(context, rect, hexagon);
  else if (isMark && health === 'degraded') corners(context, rect, triangle);
  else context.roundRect(x, y, width, height, Math.min((isMark ? 4 : 5) * unit, Math.min(width, height) * 0.2));
}

type Corner = readonly [x: number, y: number];
const hexagon: readonly Corner[] = [
  [0.25, 0],
  [0.75, 0],
  [1, 0.5],
  [0.75, 1],
  [0.25, 1],
  [0, 0.5],
];
const triangle: readonly Corner[] = [
  [0.5, 0],
  [1, 1],
  [0, 1],
];

function corners(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, shape: readonly Corner[]): void {
  for (const [at, [across, down]] of shape.entries()) {
    const [toX, toY] = [x + across * width, y + down * height];
    if (at === 0) context.moveTo(toX, toY);
    else context.lineTo(toX, toY);
  }
  context.closePath();
}

function paintGround({ context, palette, hatch, unit }: Brush, { x, y, width, height }: Rect, health: Health): void {
  context.fillStyle = health === 'no-sight' ? hatch : palette.fill[health];
  context.fill();
  context.strokeStyle = palette.edge[health];
  // Half of it lies outside and is clipped away.
  context.lineWidth = 2 * Math.max(1, unit);
  context.stroke();
  if (health !== 'planned') return;
  const band = Math.min(4 * unit, height / 2);
  context.fillStyle = palette.edge.planned;
  context.fillRect(x, y + height - band, width, band);
}

function paintUnder(
  { context, palette, hatch, unit }: Brush,
  { x, y, width, height }: Rect,
  under: Health | null,
): void {
  if (under === null) return;
  const size = Math.min(9 * unit, width / 2, height / 2);
  const inset = Math.min(4 * unit, width / 8);
  context.fillStyle = under === 'no-sight' ? hatch : palette.fill[under];
  context.fillRect(x + width - inset - size, y + inset, size, size);
}

/** Without room for a sign a dark field lies in the colour, as in marks.css. */
function paintTaken({ context, palette }: Brush, { x, y, width, height }: Rect): void {
  context.fillStyle = palette.ground;
  context.fillRect(x + width * inset, y + height * inset, width * (1 - 2 * inset), height * (1 - 2 * inset));
}

const inset = 0.3;

/** A corner: below what changed, above and hollow what changed while nobody could see. */
function paintMark({ context, palette, unit }: Brush, rect: Rect, mark: Look['mark'], isMark: boolean): void {
  if (mark === null) return;
  const size = (isMark ? 4 : 10) * unit;
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height];
  context.beginPath();
  if (mark === 'changed') corners(context, { x: right - size, y: bottom - size, width: size, height: size }, corner);
  else corners(context, { x: right - size, y: rect.y, width: size, height: size }, upperCorner);
  context.fillStyle = mark === 'changed' ? palette.changed : palette.unseen;
  context.fill();
}

const corner: readonly Corner[] = [
  [1, 0],
  [1, 1],
  [0, 1],
];
const upperCorner: readonly Corner[] = [
  [0, 0],
  [1, 0],
  [1, 1],
];

/** In units, as in tokens.css: how wide a stripe is. */
const stripe = 7;

/** Stripes from lower left to upper right, seamless over all tiles. */
export function hatchOf(context: CanvasRenderingContext2D, { hatch }: Palette, unit: number): CanvasPattern | string {
  const [light, dark] = hatch;
  const size = Math.max(4, Math.round(2 * stripe * unit * Math.SQRT2));
  const one = new OffscreenCanvas(size, size);
  const own = one.getContext('2d');
  if (own === null) return light;
  own.fillStyle = light;
  own.fillRect(0, 0, size, size);
  own.strokeStyle = dark;
  own.lineWidth = size / 2 / Math.SQRT2;
  for (const shift of [-size, 0, size]) {
    own.beginPath();
    own.moveTo(shift - size / 2, size * 1.5);
    own.lineTo(shift + size * 1.5, -size / 2);
    own.stroke();
  }
  return context.createPattern(one, 'repeat') ?? light;
}
