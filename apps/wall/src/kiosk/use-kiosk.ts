import { useContext, useEffect } from 'react';
import { useDesk } from '../app/wall.ts';
import { pageTimers } from '../connection/timers.ts';
import { ExplainContext } from '../explain/context.ts';
import { PeopleContext } from '../people/context.ts';
import { PlacesContext } from '../pages/context.ts';
import { useScreen } from '../screen/screen.ts';
import { everySeconds, shiftAt } from './burn-in.ts';
import { isKiosk, pageOfKiosk, wakeLocksOfPage } from './page-of-kiosk.ts';
import { startKiosk } from './start-kiosk.ts';

/** For as long as this page is a wall, it behaves like one. Returns by how much the picture is moved now, in units. */
export function useKiosk(): { readonly x: number; readonly y: number } {
  const isRegistered = useScreen(({ settings }) => settings !== null);
  const is = isKiosk(location.search, isRegistered);
  const explain = useContext(ExplainContext);
  const people = useContext(PeopleContext);
  const places = useContext(PlacesContext);
  useEffect(() => {
    if (!is) return undefined;
    const leaveAll = () => {
      explain?.showKeys(false);
      explain?.close();
      people?.show(false);
      if (places?.state.getState().place.kind !== 'wall') places?.go({ kind: 'wall' });
    };
    const monotonic = () => performance.now();
    const kiosk = startKiosk({
      timers: pageTimers,
      monotonic,
      wakeLocks: wakeLocksOfPage(),
      page: pageOfKiosk,
      leaveAll,
    });
    return () => kiosk.stop();
  }, [is, explain, people, places]);
  const step = useDesk(({ second }) => (is ? second - (second % everySeconds) : 0));
  return shiftAt(is ? step : 0);
}
