import type { Rect, Size } from './rect.ts';

export type ScreenShape = 'landscape' | 'portrait' | 'phone';

export interface ScreenPlan {
  readonly shape: ScreenShape;
  /** What one pixel is on a screen of 1920 × 1080. */
  readonly unit: number;
  readonly header: Rect;
  readonly board: Rect;
  readonly rail: Rect;
  readonly strip: Rect;
}

const phoneBelow = 700;
/** A small window keeps letters that can be read up close. */
const leastUnit = 0.75;

/** In units: the first line of the header, or upright its three; and the band of the markets, where there are some. */
const headerHeights = { landscape: 94, portrait: 256, venues: 58 } as const;

export function planScreen({ width, height }: Size, hasMarkets = true): ScreenPlan {
  if (width < phoneBelow) return phone({ width, height });
  const venues = hasMarkets ? headerHeights.venues : 0;
  return width >= height ? landscape({ width, height }, venues) : portrait({ width, height }, venues);
}

function phone({ width, height }: Size): ScreenPlan {
  const all = { x: 0, y: 0, width, height };
  return { shape: 'phone', unit: 1, header: all, board: all, rail: all, strip: all };
}

function landscape({ width, height }: Size, venues: number): ScreenPlan {
  const unit = Math.max(leastUnit, Math.min(width / 1920, height / 1080));
  const [headerHeight, stripHeight, margin, space] = [
    (headerHeights.landscape + venues) * unit,
    46 * unit,
    20 * unit,
    20 * unit,
  ];
  const railWidth = 500 * unit;
  const top = headerHeight + 12 * unit;
  const middle = Math.max(0, height - top - stripHeight - 12 * unit);
  return {
    shape: 'landscape',
    unit,
    header: { x: 0, y: 0, width, height: headerHeight },
    board: { x: margin, y: top, width: Math.max(0, width - railWidth - 2 * margin - space), height: middle },
    rail: { x: width - margin - railWidth, y: top, width: railWidth, height: middle },
    strip: { x: 0, y: height - stripHeight, width, height: stripHeight },
  };
}

/** Upright, the rail lies below the map. */
function portrait({ width, height }: Size, venues: number): ScreenPlan {
  const unit = Math.max(leastUnit, Math.min(width / 1080, height / 1920));
  const [headerHeight, stripHeight, margin, space] = [
    (headerHeights.portrait + venues) * unit,
    46 * unit,
    20 * unit,
    20 * unit,
  ];
  const top = headerHeight + 12 * unit;
  const middle = Math.max(0, height - top - stripHeight - 12 * unit - space);
  const boardHeight = middle * 0.66;
  const inner = Math.max(0, width - 2 * margin);
  return {
    shape: 'portrait',
    unit,
    header: { x: 0, y: 0, width, height: headerHeight },
    board: { x: margin, y: top, width: inner, height: boardHeight },
    rail: { x: margin, y: top + boardHeight + space, width: inner, height: middle - boardHeight },
    strip: { x: 0, y: height - stripHeight, width, height: stripHeight },
  };
}
