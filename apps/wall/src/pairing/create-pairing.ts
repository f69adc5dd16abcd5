import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Size } from '../board/rect.ts';
import type { Timers } from '../connection/timers.ts';
import type { PairingApi } from './pairing-api.ts';

export interface PairingState {
  readonly code: string | null;
  /** Why there is no code, or why nobody knows what became of it. */
  readonly problem: string | null;
}

/** A screen that waits to be set up: it shows a code until somebody approved it. */
export interface Pairing {
  readonly state: Pick<StoreApi<PairingState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Asks until it is ended by what it gives back. */
  run(): () => void;
}

export interface PairingOptions {
  readonly api: PairingApi;
  readonly size: () => Size;
  readonly timers: Timers;
  /** This browser holds the token of a screen now. */
  readonly onApproved: () => void;
}

export const lookEveryMs = 2000;
export const askAgainAfterMs = 5000;

export function createPairing({ api, size, timers, onApproved }: PairingOptions): Pairing {
  const state = createStore<PairingState>()(() => ({ code: null, problem: null }));
  let run = 0;
  let cancel = () => {};
  /** What comes for a run that was ended is dropped. */
  const after = (ms: number, mine: number, next: (mine: number) => Promise<void>) => {
    if (mine === run) cancel = timers.after(ms, () => void next(mine));
  };
  const ask = async (mine: number) => {
    const asked = await api.code(size());
    if (mine !== run) return;
    if ('problem' in asked) {
      state.setState({ code: null, problem: asked.problem });
      return after(askAgainAfterMs, mine, ask);
    }
    state.setState({ code: asked.code.code, problem: null });
    after(lookEveryMs, mine, look);
  };
  const look = async (mine: number) => {
    const outcome = await api.outcome();
    if (mine !== run) return;
    if (outcome === 'approved') onApproved();
    // The code stays: whoever is typing it goes on.
    state.setState({ problem: outcome === null ? 'The relay does not answer. This screen goes on asking.' : null });
    if (outcome === 'over') return ask(mine);
    after(lookEveryMs, mine, look);
  };
  return {
    state,
    run() {
      run += 1;
      void ask(run);
      return () => {
        run += 1;
        cancel();
      };
    },
  };
}
