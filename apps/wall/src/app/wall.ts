import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Clock } from '../board/brief-reason.ts';
import type { DeskState } from '../desk/state.ts';
import type { DeskStore } from '../desk/store.ts';
import { deskClock } from '../header/site-clock.ts';

export const WallContext = createContext<DeskStore | null>(null);

/** The clock of the desk's own time zone, as of what the wall tells. */
export function clockOfDesk({ board, toldSecond }: DeskState): Clock {
  return deskClock(board?.layout.desk.timeZone ?? 'UTC', toldSecond);
}

/** One thing of the wall's memory; repaints only when that thing changed. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  const store = useContext(WallContext);
  if (store === null) throw new Error('Components of the wall stand inside WallContext.');
  return useStore(store.state, select);
}
