import type { RoomState, ScreenReport, ScreenSettings } from '@yagura/contract';
import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What this page is: a registered screen of a room, or a console before which somebody sits. */
export interface ScreenState {
  /** null: a console. */
  readonly settings: ScreenSettings | null;
  readonly room: RoomState;
  /** Whether the browser lets this page be heard; `none` until somebody has looked. */
  readonly sound: ScreenReport['sound'];
  /** Whether the view names all that it must in letters that carry. */
  readonly fits: boolean;
}

export type ScreenStore = StoreApi<ScreenState>;

export const aConsole: ScreenState = {
  settings: null,
  room: { sounds: true, silencedUntil: null },
  sound: 'none',
  fits: true,
};

export const createScreenStore = (): ScreenStore => createStore<ScreenState>()(() => aConsole);

/** Absent in tests of something else: those are of a console. */
export const ScreenContext = createContext<ScreenStore | null>(null);

const absent = createScreenStore();

export function useScreen<Part>(select: (state: ScreenState) => Part): Part {
  return useStore(useContext(ScreenContext) ?? absent, select);
}

/** Tells this screen's relay whether its view names all that it must. */
export function useFits(fits: boolean): void {
  const store = useContext(ScreenContext);
  useEffect(() => store?.setState({ fits }), [store, fits]);
}
