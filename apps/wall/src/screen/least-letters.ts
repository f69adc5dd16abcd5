import type { ScreenSettings } from '@yagura/contract';
import type { Size } from '../board/rect.ts';

/** Of the height of a letter: what the eye resolves at this distance with ease, 16 and 20 minutes of arc. */
export const readPerDistance = 1 / 215;
export const criticalPerDistance = 1 / 172;
const millimetresPerInch = 25.4;
/** Of Inter: how high a capital is, in parts of the font size. */
const capHeight = 0.727;

export interface LeastLetters {
  /** The least font size in pixels for what must be read, and for what is critical. */
  readonly read: number;
  readonly critical: number;
}

type Geometry = Pick<ScreenSettings, 'diagonalInches' | 'distanceMetres'>;

/** The least font sizes on a screen of this many pixels. Nothing that must be read from there is smaller. */
export function leastLetters({ diagonalInches, distanceMetres }: Geometry, { width, height }: Size): LeastLetters {
  const pixelsPerMillimetre = Math.hypot(width, height) / (diagonalInches * millimetresPerInch);
  const sizeFor = (perDistance: number) => ((distanceMetres * 1000 * perDistance) / capHeight) * pixelsPerMillimetre;
  return { read: sizeFor(readPerDistance), critical: sizeFor(criticalPerDistance) };
}

/** In units: however close somebody stands, nobody reads smaller letters all day. */
const nearest = { read: 14, critical: 17 } as const;

/** The same on a wall that is laid out in units of this many pixels. */
export function notBelowNear({ read, critical }: LeastLetters, unit: number): LeastLetters {
  return { read: Math.max(read, nearest.read * unit), critical: Math.max(critical, nearest.critical * unit) };
}
