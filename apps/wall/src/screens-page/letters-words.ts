import type { ScreenSettings } from '@yagura/contract';
import type { Size } from '../board/rect.ts';
import { criticalPerDistance, leastLetters, readPerDistance } from '../screen/least-letters.ts';

type Geometry = Pick<ScreenSettings, 'diagonalInches' | 'distanceMetres'>;

/** What the distance asks of the letters on this screen; null while one of the numbers is none. */
export function lettersWords({ diagonalInches, distanceMetres }: Geometry, size: Size): string | null {
  if (!(diagonalInches > 0) || !(distanceMetres > 0) || size.width * size.height === 0) return null;
  const least = leastLetters({ diagonalInches, distanceMetres }, size);
  const letter = (perDistance: number, pixels: number) =>
    `${(distanceMetres * 1000 * perDistance).toFixed(0)} mm (${Math.ceil(pixels)} px)`;
  const from = `Read from ${distanceMetres} m on ${size.width} × ${size.height}`;
  return `${from}, capitals are at least ${letter(readPerDistance, least.read)}, of what is critical ${letter(criticalPerDistance, least.critical)}.`;
}
