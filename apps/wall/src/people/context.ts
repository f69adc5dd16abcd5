import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { People, PeopleState } from './start-people.ts';

/** Absent where nobody can be asked, as in tests of something else. */
export const PeopleContext = createContext<People | null>(null);

const nobody: PeopleState = { session: null, open: false, link: null, problem: null, busy: false };
const absent: People['state'] = {
  getState: () => nobody,
  getInitialState: () => nobody,
  subscribe: () => () => {},
};

export function usePeople<T>(select: (state: PeopleState) => T): T {
  return useStore(useContext(PeopleContext)?.state ?? absent, select);
}
