import type { Rect } from '../board/rect.ts';
import type { ScreenPlan } from '../board/screen-plan.ts';

/** In units: the rail's own head, which says how many alarms there are of which priority, stays in sight. */
const railHead = 40;

/** Over the rail; null where the screen is too small for both and the panel is a page of its own. */
export function panelArea({ shape, unit, rail }: ScreenPlan): Rect | null {
  if (shape === 'phone') return null;
  const head = Math.min(railHead * unit, rail.height);
  return { ...rail, y: rail.y + head, height: rail.height - head };
}
