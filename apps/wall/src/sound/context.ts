import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Sound, SoundState } from './start-sound.ts';

/** Absent in tests of something else. */
export const SoundContext = createContext<Sound | null>(null);

const silent: SoundState = { loudspeaker: 'none', wanted: false };
const absent: Sound['state'] = {
  getState: () => silent,
  getInitialState: () => silent,
  subscribe: () => () => {},
};

export function useSound<Part>(select: (state: SoundState) => Part): Part {
  return useStore(useContext(SoundContext)?.state ?? absent, select);
}
