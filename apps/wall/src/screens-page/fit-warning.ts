import type { Layout, ScreenSettings } from '@yagura/contract';
import { doesViewFit } from '../board/does-view-fit.ts';
import type { Size } from '../board/rect.ts';
import { leastLetters } from '../screen/least-letters.ts';
import { chooseView } from '../views/choose-view.ts';

/** Why this view does not carry its distance on this screen; null: it does, or nobody can say. */
export function fitWarning(
  settings: Pick<ScreenSettings, 'view' | 'diagonalInches' | 'distanceMetres'>,
  size: Size,
  layout: Layout | null,
): string | null {
  const { view, diagonalInches, distanceMetres } = settings;
  if (layout === null || !(diagonalInches > 0) || !(distanceMetres > 0) || size.width * size.height === 0) return null;
  const fit = doesViewFit(layout, chooseView(layout.views, view).view, size, leastLetters(settings, size));
  return fit.fits ? null : fit.words;
}
