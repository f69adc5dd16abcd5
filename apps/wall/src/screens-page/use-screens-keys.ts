import { useContext } from 'react';
import { PlacesContext } from '../pages/context.ts';
import { isStepKey, stepByKey } from '../pages/step-lines.ts';
import { useKeys } from '../pages/use-keys.ts';
import { ScreensContext } from './context.ts';
import type { Rights } from './rights.ts';
import type { Screens } from './start-screens.ts';

export const silenceMinutes = 10;

/** While something is written, Escape is the only key: no other loses it. */
export function useScreensKeys(rights: Rights): void {
  const screens = useContext(ScreensContext);
  const places = useContext(PlacesContext);
  useKeys((key, typing) => {
    if (key === 'Escape') {
      if (!screens.leave()) places?.go({ kind: 'wall' });
      return true;
    }
    if (typing || screens.state.getState().writing !== null) return false;
    return isStepKey(key) ? stepByKey(key) : begin(key.length === 1 ? key.toLowerCase() : key, screens, rights);
  });
}

function begin(key: string, screens: Screens, { manages, acts }: Rights): boolean {
  const { chosen, told } = screens.state.getState();
  if (key === 'a' && manages) return done(screens.write({ what: 'code' }));
  const screen = told?.screens.find(({ id }) => id === chosen);
  if (!screen) return false;
  const about = screen.id;
  if (key === 'e' && manages) return done(screens.write({ what: 'change', about }));
  if ((key === 'Delete' || key === 'Backspace') && manages) return done(screens.write({ what: 'end', about }));
  if (key !== 's' || !acts) return false;
  return done(void screens.silence(screen.settings.room, screen.silencedUntil === null ? silenceMinutes : null));
}

function done(outcome: void): true {
  return outcome ?? true;
}
