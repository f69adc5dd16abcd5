import { isWholeDesk } from '@yagura/domain';
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useDesk } from '../app/wall.ts';
import { usePeople } from '../people/context.ts';
import { rowOf, rowOfBrief, type PlannedRow } from './planned-row.ts';
import { nothingPlanned, type Planned, type PlannedState } from './start-planned.ts';

/** Absent where nothing can be planned, as in tests of something else. */
export const PlannedContext = createContext<Planned | null>(null);

const absent: Planned['state'] = {
  getState: () => nothingPlanned,
  getInitialState: () => nothingPlanned,
  subscribe: () => () => {},
};

export function usePlanned<T>(select: (state: PlannedState) => T): T {
  return useStore(useContext(PlannedContext)?.state ?? absent, select);
}

const none: readonly [] = [];

/** What the relay tells of them, and where it does not what every screen is told: of a narrower scope only its own. */
export function useRows(now: number): readonly PlannedRow[] {
  const waivers = usePlanned((state) => state.waivers);
  const briefs = useDesk((state) => state.board?.waivers) ?? none;
  return useMemo(
    () => (waivers === null ? briefs.map(rowOfBrief) : waivers.map((waiver) => rowOf(waiver, now))),
    [waivers, briefs, now],
  );
}

/** Whoever sees a part of the desk is told of mutes and plans that lie wholly within it. */
export function useIsPart(): boolean {
  return usePeople(({ session }) => session?.who != null && !isWholeDesk(session.who.scope));
}
