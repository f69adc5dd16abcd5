import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { DeskState } from '../desk/state.ts';
import type { DeskStore } from '../desk/store.ts';

export const WallContext = createContext<DeskStore | null>(null);

/** One thing of the wall's memory; repaints only when that thing changed. */
export function useDesk<T>(select: (state: DeskState) => T): T {
  const store = useContext(WallContext);
  if (store === null) throw new Error('Components of the wall stand inside WallContext.');
  return useStore(store.state, select);
}
