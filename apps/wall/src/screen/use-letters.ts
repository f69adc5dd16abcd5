import { useMemo } from 'react';
import { useViewport } from '../app/use-viewport.ts';
import { unitOf } from '../board/screen-plan.ts';
import { leastLetters, notBelowNear, type LeastLetters } from './least-letters.ts';
import { useScreen } from './screen.ts';

/** The letters that carry to where this screen is read; null at a console. */
export function useLetters(): LeastLetters | null {
  const diagonalInches = useScreen(({ settings }) => settings?.diagonalInches);
  const distanceMetres = useScreen(({ settings }) => settings?.distanceMetres);
  const { width, height } = useViewport();
  return useMemo(() => {
    if (diagonalInches === undefined || distanceMetres === undefined) return null;
    const size = { width, height };
    return notBelowNear(leastLetters({ diagonalInches, distanceMetres }, size), unitOf(size));
  }, [diagonalInches, distanceMetres, width, height]);
}
