import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Explain, ExplainState } from './start-explain.ts';

/** Absent where nothing can be asked, as in tests of something else. */
export const ExplainContext = createContext<Explain | null>(null);

const closed: Explain['state'] = {
  getState: () => idle,
  getInitialState: () => idle,
  subscribe: () => () => {},
};
const idle: ExplainState = { open: null, answer: null, problem: null, keys: false, overriding: false };

export function useExplain<T>(select: (state: ExplainState) => T): T {
  return useStore(useContext(ExplainContext)?.state ?? closed, select);
}
