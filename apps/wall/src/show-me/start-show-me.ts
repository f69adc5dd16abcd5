import type { ShowMeAnswer, ShowMeStep } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timers } from '../connection/timers.ts';
import { beginRun, observe, type Measurement, type Scene } from './measure.ts';
import type { AskShowMe } from './show-me-api.ts';

export interface ShowMeState {
  readonly available: readonly ShowMeStep[];
  /** Somebody, perhaps at another screen, is being shown something. */
  readonly busy: boolean;
  readonly measurement: Measurement | null;
  readonly problem: string | null;
}

export interface ShowMe {
  readonly state: Pick<StoreApi<ShowMeState>, 'getState' | 'getInitialState' | 'subscribe'>;
  press(step: ShowMeStep): Promise<void>;
  stop(): void;
}

export interface ShowMeOptions {
  readonly ask: AskShowMe;
  readonly scene: () => Scene;
  readonly timers: Timers;
  readonly now: () => number;
  /** Runs after the browser has painted what the page holds now. */
  readonly afterPaint: (run: () => void) => void;
}

const lookEveryMs = 5000;

export function startShowMe(options: ShowMeOptions): ShowMe {
  const { ask, scene, timers, now, afterPaint } = options;
  const state = createStore<ShowMeState>()(() => ({ available: [], busy: false, measurement: null, problem: null }));
  let stopped = false;
  const look = async () => {
    const asked = await ask(null);
    if (stopped) return;
    if ('answer' in asked) state.setState(availability(asked.answer, state.getState()), true);
    else if (state.getState().measurement === null) state.setState({ available: [], busy: false });
  };
  const watch = () => {
    const { measurement } = state.getState();
    if (stopped || measurement === null || measurement.phase === 'restored' || measurement.phase === 'missed') return;
    const next = observe(measurement, scene(), now());
    if (next !== measurement) state.setState({ measurement: next });
    afterPaint(watch);
  };
  const stopLooking = timers.every(lookEveryMs, () => void look());
  void look();
  return {
    state,
    async press(step) {
      const clickedAt = now();
      const before = scene();
      state.setState({ busy: true, problem: null });
      const asked = await ask(step);
      if (stopped) return;
      if ('problem' in asked) return state.setState({ busy: false, problem: asked.problem });
      const target = asked.answer.running?.target ?? { component: null, site: null };
      state.setState({ measurement: beginRun(step, target, clickedAt, before) });
      watch();
    },
    stop() {
      stopped = true;
      stopLooking();
    },
  };
}

function availability(answer: ShowMeAnswer, before: ShowMeState): ShowMeState {
  return { ...before, available: answer.available, busy: answer.running !== null };
}
