import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { screensApi, type ScreensApi } from './screens-api.ts';
import { startScreens, type Screens, type ScreensState } from './start-screens.ts';

/** Whom the page asks. */
export const ScreensApiContext = createContext<ScreensApi>(screensApi());

export const ScreensContext = createContext<Screens>(startScreens(screensApi()));

export function useScreens<T>(select: (state: ScreensState) => T): T {
  return useStore(useContext(ScreensContext).state, select);
}
