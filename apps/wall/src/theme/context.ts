import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createScreenStore } from '../screen/screen.ts';
import { startTheme, type ThemeHandle, type ThemeState } from './start-theme.ts';

/** Absent in tests of something else: those are dark. */
export const ThemeContext = createContext<ThemeHandle | null>(null);

const absent = startTheme({ memory: null, screen: createScreenStore(), paint: () => undefined });

export function useTheme<Part>(select: (state: ThemeState) => Part): Part {
  return useStore((useContext(ThemeContext) ?? absent).state, select);
}
