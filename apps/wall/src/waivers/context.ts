import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Muting, MutingState } from './start-muting.ts';

/** Absent where nothing can be muted, as in tests of something else. */
export const MutingContext = createContext<Muting | null>(null);

const idle: MutingState = { writing: null, busy: false, said: null };
const absent: Muting['state'] = { getState: () => idle, getInitialState: () => idle, subscribe: () => () => {} };

export function useMuting<T>(select: (state: MutingState) => T): T {
  return useStore(useContext(MutingContext)?.state ?? absent, select);
}
