import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface LinesState {
  readonly chosen: string | null;
  /** Why what is shown may not be what is. */
  readonly away: string | null;
  /** What became of what was last wanted. */
  readonly said: { readonly text: string; readonly isProblem: boolean } | null;
  readonly busy: boolean;
}

/** A page of lines, one of them chosen, on which something may be written. */
export interface ChosenLines {
  readonly state: Pick<StoreApi<LinesState>, 'getState' | 'getInitialState' | 'subscribe'>;
  choose(line: string | null): void;
  /** One step back; false when there was none. */
  leave(): boolean;
}

const none: ChosenLines = {
  state: createStore<LinesState>()(() => ({ chosen: null, away: null, said: null, busy: false })),
  choose: () => {},
  leave: () => false,
};

export const LinesContext = createContext<ChosenLines>(none);

export function useLines<T>(select: (state: LinesState) => T): T {
  return useStore(useContext(LinesContext).state, select);
}
