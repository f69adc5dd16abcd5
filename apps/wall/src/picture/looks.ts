import type { BoardComponent } from '@yagura/contract';
import { secondText } from '../board/second-text.ts';
import { marksOnTile } from '../board/tile-marks.ts';
import { isWide, secondSize, tileText, type TileText } from '../board/tile-text.ts';
import { textWidth, withoutMiddle } from '../board/text-width.ts';
import type { TileDetail } from '../board/tile-size.ts';
import type { DeskState } from '../desk/state.ts';
import type { Rect } from '../board/rect.ts';
import type { LeastLetters } from '../screen/least-letters.ts';
import type { Letters, Look } from './brush.ts';

/** One tile of the picture, in pixels of the page. */
export interface PictureTile {
  readonly index: number;
  readonly rect: Rect;
  readonly component: BoardComponent;
  readonly name: string;
}

export interface Scene {
  readonly tiles: readonly PictureTile[];
  readonly detail: TileDetail;
  readonly letters: LeastLetters | null;
  readonly unit: number;
}

/** What a tile must show now. */
export function lookOf(state: DeskState, tile: PictureTile, scene: Scene): Look {
  const { index, component } = tile;
  const status = state.shown[index];
  const mark = state.marks.get(component.id);
  const health = status?.health ?? 'no-sight';
  const isDeskSimulated = state.board?.layout.desk.simulated ?? false;
  const marks = status ? marksOnTile(status, isDeskSimulated, isWide(tile.rect, scene.unit)) : [];
  const text = scene.detail === 'mark' ? null : textOf(tile, scene, marks.length);
  const second =
    text === null ? '' : (secondText(state, component, index, { ...text, far: scene.letters !== null }) ?? '');
  return {
    health,
    under: health === 'planned' && status && status.condition !== 'ok' ? status.condition : null,
    mark: mark === undefined ? null : mark.whileBlind ? 'unseen' : 'changed',
    marks,
    name: text === null ? '' : nameOf(text, tile.rect.width / scene.unit, marks.length),
    second,
  };
}

function textOf({ rect, name }: PictureTile, { detail, unit, letters }: Scene, marks: number): TileText {
  return tileText({ rect, detail, unit, letters, name, marks });
}

/** In units: paddings and border. */
const beside = 8;

function nameOf({ name, nameSize }: TileText, width: number, marks: number): string {
  const room = (width - beside) / nameSize - marks;
  return textWidth(name) <= room ? name : withoutMiddle(name, room);
}

/** How large a tile's letters are, in pixels of the screen; null where it has none. */
export function lettersOf(tile: PictureTile, scene: Scene, look: Look, ratio: number): Letters | null {
  if (scene.detail === 'mark') return null;
  const { nameSize, second } = textOf(tile, scene, look.marks.length);
  const scale = scene.unit * ratio;
  return {
    name: nameSize * scale,
    second: secondSize(second, look.second) * scale,
    twoLines: scene.detail !== 'name',
  };
}

export function sameLook(a: Look, b: Look): boolean {
  return (
    a.health === b.health &&
    a.under === b.under &&
    a.mark === b.mark &&
    a.marks.join() === b.marks.join() &&
    a.name === b.name &&
    a.second === b.second
  );
}
