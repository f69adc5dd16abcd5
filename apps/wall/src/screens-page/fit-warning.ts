import type { Layout, ScreenSettings } from '@yagura/contract';
import type { Size } from '../board/rect.ts';
import { planScreen } from '../board/screen-plan.ts';
import { leastLetters } from '../screen/least-letters.ts';

/** Of the letters in it: a bar with a name, and the space to the next. */
const barPerLetter = 1.5;

/** Why this view does not carry its distance on this screen; null: it does, or nobody can say. */
export function fitWarning(
  settings: Pick<ScreenSettings, 'view' | 'diagonalInches' | 'distanceMetres'>,
  size: Size,
  layout: Layout | null,
): string | null {
  const { diagonalInches, distanceMetres } = settings;
  if (layout === null || !(diagonalInches > 0) || !(distanceMetres > 0) || size.width * size.height === 0) return null;
  const bar = leastLetters(settings, size).critical * barPerLetter;
  const bars = Math.floor(planScreen(size).board.height / bar);
  const rows = new Set(layout.components.map(({ layer }) => layer)).size;
  if (bars >= rows * 2) return null;
  return `In letters that carry ${distanceMetres} m only ${bars} names stand one below the other: a larger screen, or one that is nearer, tells more by name.`;
}
