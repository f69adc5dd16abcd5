import type { ScreenSettings } from '@yagura/contract';
import type { DeskState } from '../desk/state.ts';
import { siteClock } from '../header/site-clock.ts';

/** Hours and minutes where this page stands: of the room of a registered screen, at a console those of the desk. */
export function roomClock(
  { second, board }: Pick<DeskState, 'second' | 'board'>,
  settings: Pick<ScreenSettings, 'timeZone'> | null,
): string {
  return siteClock(second * 1000, settings?.timeZone ?? board?.layout.desk.timeZone ?? 'UTC');
}
