import type { LeastLetters } from '../screen/least-letters.ts';
import type { Rect, Size } from './rect.ts';

export type ScreenShape = 'landscape' | 'portrait' | 'phone';

export interface ScreenPlan {
  readonly shape: ScreenShape;
  /** What one pixel is on a screen of 1920 × 1080. */
  readonly unit: number;
  /** The letters of header and strip, in pixels, where they are read from across the room. */
  readonly far: number | null;
  readonly header: Rect;
  readonly board: Rect;
  readonly rail: Rect;
  readonly strip: Rect;
}

export interface PlanAsked {
  readonly hasMarkets?: boolean;
  /** null: it is read up close. */
  readonly letters?: LeastLetters | null;
}

const phoneBelow = 700;
/** A small window keeps letters that can be read up close. */
const leastUnit = 0.75;

/** In units: the first line of the header, or upright its three; the band of the markets, where there are some; and the strip. */
const near = { landscape: 94, portrait: 256, venues: 58, strip: 46 } as const;
/** The same in parts of letters that carry. */
const far = { landscape: 1.85, portrait: 5.8, venues: 2.2, strip: 1.25 } as const;
/** In units: up to here what stands near is read from there as well. */
const nearLetters = 18;
/** In units: larger ones would leave no room for the map; such a screen is too small for where it hangs. */
const largestLetters = 42;
/** In units. */
const [margin, space, railWidth] = [20, 20, 500];
/** Of what header and strip leave upright: the map; the rail lies below it. */
const portraitBoard = 0.66;

export function planScreen(size: Size, { hasMarkets = true, letters = null }: PlanAsked = {}): ScreenPlan {
  const shape = shapeOf(size);
  const unit = unitOf(size);
  if (shape === 'phone') return phone(size);
  const carry = letters === null || letters.read <= nearLetters * unit ? null : letters.read;
  const large = carry === null ? null : Math.min(carry, largestLetters * unit);
  const heightOf = (part: keyof typeof near) => (large === null ? near[part] * unit : far[part] * large);
  const header = heightOf(shape) + (hasMarkets ? heightOf('venues') : 0);
  const strip = Math.max(near.strip * unit, heightOf('strip'));
  const between = { top: header + 12 * unit, bottom: Math.max(0, size.height - strip - 12 * unit) };
  return {
    shape,
    unit,
    far: large,
    header: { x: 0, y: 0, width: size.width, height: header },
    ...(shape === 'landscape' ? beside(size, between, unit) : below(size, between, unit)),
    strip: { x: 0, y: size.height - strip, width: size.width, height: strip },
  };
}

export function unitOf({ width, height }: Size): number {
  const shape = shapeOf({ width, height });
  if (shape === 'phone') return 1;
  const [long, short] = shape === 'landscape' ? [width, height] : [height, width];
  return Math.max(leastUnit, Math.min(long / 1920, short / 1080));
}

function shapeOf({ width, height }: Size): ScreenShape {
  if (width < phoneBelow) return 'phone';
  return width >= height ? 'landscape' : 'portrait';
}

function phone({ width, height }: Size): ScreenPlan {
  const all = { x: 0, y: 0, width, height };
  return { shape: 'phone', unit: 1, far: null, header: all, board: all, rail: all, strip: all };
}

interface Between {
  readonly top: number;
  readonly bottom: number;
}

function beside({ width }: Size, { top, bottom }: Between, unit: number): Pick<ScreenPlan, 'board' | 'rail'> {
  const height = Math.max(0, bottom - top);
  const wide = railWidth * unit;
  const board = { x: margin * unit, y: top, width: Math.max(0, width - wide - (2 * margin + space) * unit), height };
  return { board, rail: { x: width - margin * unit - wide, y: top, width: wide, height } };
}

function below({ width }: Size, { top, bottom }: Between, unit: number): Pick<ScreenPlan, 'board' | 'rail'> {
  const height = Math.max(0, bottom - top - space * unit);
  const inner = { x: margin * unit, width: Math.max(0, width - 2 * margin * unit) };
  const board = { ...inner, y: top, height: height * portraitBoard };
  return { board, rail: { ...inner, y: top + board.height + space * unit, height: height - board.height } };
}
