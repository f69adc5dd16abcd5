import type { StoreApi } from 'zustand/vanilla';
import type { Rect } from '../board/rect.ts';
import type { DeskState } from '../desk/state.ts';
import { lettersOf, lookOf, sameLook, type PictureTile, type Scene } from './looks.ts';
import type { Brush, Look } from './brush.ts';
import { hatchOf, paintTile } from './paint-tile.ts';
import { readPalette } from './palette.ts';

interface PictureOptions {
  readonly canvas: HTMLCanvasElement;
  /** Tells of changes at most once before each painting. */
  readonly desk: Pick<StoreApi<DeskState>, 'getState' | 'subscribe'>;
  readonly scene: Scene;
  /** Pixels of the screen for one of the page. */
  readonly ratio: number;
}

export interface Picture {
  /** The theme has other colours now. */
  recolour(): void;
  stop(): void;
}

/** All tiles as one picture: whatever looks other than before is painted anew, and nothing else. */
export function startPicture({ canvas, desk, scene, ratio }: PictureOptions): Picture | null {
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const places = scene.tiles.map(({ rect }) => onScreen(rect, ratio));
  let brush = brushFor(canvas, context, scene.unit * ratio);
  let looks: Look[] = [];
  let before: DeskState | null = null;
  const paint = () => {
    const state = desk.getState();
    for (const [at, tile] of scene.tiles.entries()) {
      const known = looks[at];
      if (known && before && isUntouched(before, state, tile, scene)) continue;
      const look = lookOf(state, tile, scene);
      const place = places[at];
      if (!place || (known && sameLook(known, look))) continue;
      looks[at] = look;
      paintTile(brush, place, look, lettersOf(tile, scene, look, ratio));
    }
    before = state;
  };
  const recolour = () => {
    brush = brushFor(canvas, context, scene.unit * ratio);
    looks = [];
    paint();
  };
  paint();
  return { recolour, stop: desk.subscribe(paint) };
}

/** Quick, for a picture has thousands: without letters a tile hangs on its status and its mark alone. */
function isUntouched(before: DeskState, now: DeskState, { index, component }: PictureTile, { detail }: Scene): boolean {
  if (before.shown[index] !== now.shown[index]) return false;
  if (before.marks !== now.marks && before.marks.get(component.id) !== now.marks.get(component.id)) return false;
  if (detail === 'mark') return true;
  const quiet = now.told[index]?.health === 'ok';
  return (
    before.told[index] === now.told[index] &&
    (quiet ? before.figures.values[index] === now.figures.values[index] : before.toldSecond === now.toldSecond)
  );
}

/** Edges on whole pixels, so that a tile painted anew leaves nothing of the one before. */
function onScreen({ x, y, width, height }: Rect, ratio: number): Rect {
  const [left, top] = [Math.round(x * ratio), Math.round(y * ratio)];
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round((x + width) * ratio) - left),
    height: Math.max(1, Math.round((y + height) * ratio) - top),
  };
}

function brushFor(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, unit: number): Brush {
  const palette = readPalette(canvas);
  return { context, palette, hatch: hatchOf(context, palette, unit), unit };
}
