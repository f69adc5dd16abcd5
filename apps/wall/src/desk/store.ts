import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyEvent } from './apply-event.ts';
import type { DeskEvent } from './events.ts';
import type { Reading } from './overslept.ts';
import { initialState, type DeskState } from './state.ts';

/** The wall's memory, outside React. Events are the only way in. */
export interface DeskStore {
  readonly state: Pick<StoreApi<DeskState>, 'getState' | 'getInitialState' | 'subscribe'>;
  apply(event: DeskEvent): DeskState;
}

export function createDeskStore(reading: Reading): DeskStore {
  const state = createStore<DeskState>()(() => initialState(reading));
  return {
    state,
    apply(event) {
      state.setState(applyEvent(state.getState(), event), true);
      return state.getState();
    },
  };
}
