import type { IncidentBrief } from '@yagura/contract';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useDesk } from '../app/wall.ts';
import type { DeskState } from '../desk/state.ts';
import type { Acting, ActingState } from './start-acting.ts';

/** Absent where nobody can act, as in tests of something else. */
export const ActingContext = createContext<Acting | null>(null);

const idle: ActingState = { writing: null, busy: false, opening: false, said: null };
const absent: Acting['state'] = { getState: () => idle, getInitialState: () => idle, subscribe: () => () => {} };

export function useActing<T>(select: (state: ActingState) => T): T {
  return useStore(useContext(ActingContext)?.state ?? absent, select);
}

/** The incident of the group to which a component belongs. */
export function useIncidentOf(component: string): IncidentBrief | undefined {
  return useDesk((state) => incidentOf(state, component));
}

export function incidentOf({ board }: Pick<DeskState, 'board'>, component: string): IncidentBrief | undefined {
  const alarm = board?.alarms.find(({ members }) => members.includes(component));
  return alarm && board?.incidents.find(({ id }) => id === alarm.id);
}
