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
/** Of the letters of a tile: how large those of its second line are, up close. */
const nearSecond = 0.94;
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
  /** Whatever its state, it has room as a word and an age. */
  readonly wide: boolean;
  readonly second: SecondLine;
}

export interface SecondLine {
  /** In units, as its letters. */
  readonly width: number;
  readonly most: number;
  /** Smaller they are not read from where this tile is. */
  readonly least: number;
  /** In parts of its letters: what stands before its words. */
  readonly before: number;
}

/** The longest that an age comes to, and any age. */
const longestAge = ' 44 h 44';
const anyAge = / \d+ (?:h \d\d|s|min|d)\b/;

/** In parts of its letters, as long as it may become: what counts on changes no size. */
function widthOf(said: string): number {
  return textWidth(said.replace(anyAge, longestAge));
}

export function hasRoom({ width, least, before }: SecondLine, said: string): boolean {
  return widthOf(said) + before <= width / least;
}

/** How large the letters of a second line are. */
export function secondSize({ width, most, least, before }: SecondLine, said: string): number {
  return Math.max(least, Math.min(most, width / (widthOf(said) + before)));
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
    second: { width: room, most: text * nearSecond, least: text * nearSecond, before: 0 },
  };
}

interface AskedFar extends Asked {
  readonly letters: LeastLetters;
  readonly detail: keyof typeof shares;
}

function farText({ rect, detail, unit, letters, name, marks }: AskedFar): TileText {
  const leastSecond = letters.read / unit;
  const least = detail === 'far' ? letters.critical / unit : leastSecond;
  const text = Math.max(least, Math.min((rect.height / unit) * shares[detail], rect.width / unit / widthOfState));
  const room = rect.width / unit - 0.6 * text - 2;
  const beside = marks * 1.1 + (detail === 'name' ? shape : 0);
  const said = withoutMiddle(name, room / least - beside);
  const nameSize = Math.max(least, Math.min(text, room / (textWidth(said) + beside)));
  const second = { width: room, most: text, least: Math.min(text, leastSecond), before: shape };
  return { text, name: said, nameSize, wide: hasRoom({ ...second, least: text }, `DEGRADED${longestAge}`), second };
}
