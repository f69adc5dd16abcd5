import type { CSSProperties } from 'react';
import type { Rect } from '../board/rect.ts';

export function placeOf({ x, y, width, height }: Rect): CSSProperties {
  return { left: x, top: y, width, height };
}

/** Custom properties are the one way in which arithmetic reaches the style sheets. */
export function withVariables(variables: Record<`--${string}`, string>, style: CSSProperties = {}): CSSProperties {
  return { ...style, ...variables } as CSSProperties; // React's type does not know custom properties
}
