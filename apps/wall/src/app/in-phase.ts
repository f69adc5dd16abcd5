/** Starts an element's animations at the page's own zero, so that whatever blinks, blinks together. */
export function inPhase(element: Element | null): void {
  // Not every DOM has animations.
  for (const animation of element?.getAnimations?.() ?? []) animation.startTime = 0;
}
