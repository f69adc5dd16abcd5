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
  stop(): void;
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

export function startPairing({ api, size, timers, onApproved }: PairingOptions): Pairing {
  const state = createStore<PairingState>()(() => ({ code: null, problem: null }));
  let isStopped = false;
  let cancel = () => {};
  const after = (ms: number, run: () => Promise<void>) => {
    if (!isStopped) cancel = timers.after(ms, () => void run());
  };
  const ask = async () => {
    const asked = await api.code(size());
    if ('problem' in asked) {
      state.setState({ code: null, problem: asked.problem });
      return after(askAgainAfterMs, ask);
    }
    state.setState({ code: asked.code.code, problem: null });
    after(lookEveryMs, look);
  };
  const look = async () => {
    const outcome = await api.outcome();
    if (outcome === 'approved' && !isStopped) return onApproved();
    // The code stays: whoever is typing it goes on.
    state.setState({ problem: outcome === null ? 'The relay does not answer. This screen goes on asking.' : null });
    if (outcome === 'over') return ask();
    after(lookEveryMs, look);
  };
  void ask();
  return {
    state,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
