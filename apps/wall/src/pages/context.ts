import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Place } from './place.ts';
import type { Places, PlacesState } from './start-places.ts';

/** Absent where there is only the wall, as in tests of something else. */
export const PlacesContext = createContext<Places | null>(null);

const atTheWall: PlacesState = { place: { kind: 'wall' } };
const absent: Places['state'] = {
  getState: () => atTheWall,
  getInitialState: () => atTheWall,
  subscribe: () => () => {},
};

export function useGo(): (place: Place) => void {
  const places = useContext(PlacesContext);
  return (place) => places?.go(place);
}

export function usePlace(): Place {
  return useStore(useContext(PlacesContext)?.state ?? absent, ({ place }) => place);
}
