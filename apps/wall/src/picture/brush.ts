import type { Health } from '@yagura/contract';
import type { TileMark } from '../board/tile-marks.ts';
import type { Palette } from './palette.ts';

/** Everything that a tile shows. Two that are equal look the same. */
export interface Look {
  readonly health: Health;
  /** What is wrong beneath planned work. */
  readonly under: Health | null;
  readonly mark: 'changed' | 'unseen' | null;
  readonly marks: readonly TileMark[];
  readonly name: string;
  readonly second: string;
}

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly hatch: CanvasPattern | string;
  /** Of the screen, for one unit and for one pixel of the page. */
  readonly unit: number;
}

/** Sizes of letters in pixels of the screen; null: it is a mark, which only has colour and shape. */
export interface Letters {
  readonly name: number;
  readonly second: number;
  readonly twoLines: boolean;
}
