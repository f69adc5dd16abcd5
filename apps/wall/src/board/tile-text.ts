import type { LeastLetters } from '../screen/least-letters.ts';
import { fitLetters } from './fit-letters.ts';
import type { Rect } from './rect.ts';
import { textWidth, withoutMiddle } from './text-width.ts';
import type { TileDetail } from './tile-size.ts';

/** In units: from here on a tile has room for its state as a word and its age. */
const wideTile = 112;
/** In units: border and padding. */
const besideName = 8;
const near = { largest: 28, smallest: 11, share: 0.365 } as const;
/** In parts of the height of a tile: how large its letters may be in letters that carry. */
const shares = { far: 0.385, full: 0.36, name: 0.66 } as const;
/** In parts of its letters: the longest state as a word, its shape and the paddings. */
const widthOfState = 7.8;
/** The shape of a state and the space behind it. */
const shape = 1.1;

export interface TileText {
  /** In units, as are all sizes here. */
  readonly text: number;
  readonly name: string;
  readonly nameSize: number;
  /** Its state has room as a word and an age. */
  readonly wide: boolean;
  /** For the second line, in parts of its letters. */
  readonly second: number;
}

interface Asked {
  readonly rect: Rect;
  readonly detail: TileDetail;
  readonly unit: number;
  readonly letters: LeastLetters | null;
  readonly name: string;
  /** How many signs stand beside its name. */
  readonly marks: number;
}

export function isWide(rect: Rect, unit: number): boolean {
  return rect.width >= wideTile * unit;
}

/** What a tile says, and how large. */
export function tileText(asked: Asked): TileText {
  const { rect, detail, unit, letters, name, marks } = asked;
  if (letters !== null && (detail === 'far' || detail === 'full' || detail === 'name'))
    return farText({ ...asked, letters, detail });
  const text = Math.min(near.largest, (rect.height / unit) * near.share);
  const room = rect.width / unit - besideName - marks * text;
  return {
    text,
    name,
    nameSize: fitLetters(name.length, room, near.smallest, text),
    wide: isWide(rect, unit),
    second: room / text,
  };
}

interface AskedFar extends Asked {
  readonly letters: LeastLetters;
  readonly detail: keyof typeof shares;
}

function farText({ rect, detail, unit, letters, name, marks }: AskedFar): TileText {
  const least = (detail === 'far' ? letters.critical : letters.read) / unit;
  const text = Math.max(least, Math.min((rect.height / unit) * shares[detail], rect.width / unit / widthOfState));
  const room = rect.width / unit - 0.6 * text - 2;
  const beside = marks * 1.1 + (detail === 'name' ? shape : 0);
  const said = withoutMiddle(name, room / least - beside);
  const nameSize = Math.max(least, Math.min(text, room / (textWidth(said) + beside)));
  const second = room / text - shape;
  // "DEGRADED 59 min" is the longest that a state and its age come to.
  return { text, name: said, nameSize, wide: second >= textWidth('DEGRADED 59 min'), second };
}
