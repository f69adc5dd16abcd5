import type { ExplainAnswer, Status } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timers } from '../connection/timers.ts';
import type { DeskState } from '../desk/state.ts';
import type { DeskStore } from '../desk/store.ts';
import type { Address } from './address.ts';
import type { AskExplain } from './explain-api.ts';

export interface ExplainState {
  /** The component whose panel is open. */
  readonly open: string | null;
  /** The newest answer about it; it may be older than what the wall shows. */
  readonly answer: ExplainAnswer | null;
  /** Why there is no newer one. */
  readonly problem: string | null;
  /** The list of keys is shown. */
  readonly keys: boolean;
  /** The override of a calendar is being written. */
  readonly overriding: boolean;
}

/** Which component is being explained, and what the relay says of it. */
export interface Explain {
  readonly state: Pick<StoreApi<ExplainState>, 'getState' | 'getInitialState' | 'subscribe'>;
  open(component: string): void;
  close(): void;
  showKeys(shown: boolean): void;
  override(writing: boolean): void;
  stop(): void;
}

export interface ExplainOptions {
  readonly desk: DeskStore;
  readonly ask: AskExplain;
  readonly timers: Timers;
  readonly address: Address;
}

const askEveryMs = 5000;
const nothing = { open: null, answer: null, problem: null, keys: false, overriding: false } as const;

export function startExplain({ desk, ask, timers, address }: ExplainOptions): Explain {
  const state = createStore<ExplainState>()(() => nothing);
  let asking: AbortController | null = null;
  let asked: Status | null = null;
  const fetchNow = async (component: string) => {
    asking?.abort();
    const mine = (asking = new AbortController());
    asked = statusOf(desk.state.getState(), component);
    const explained = await ask(component, mine.signal);
    if (mine.signal.aborted) return;
    asking = null;
    if ('answer' in explained) state.setState({ answer: explained.answer, problem: null });
    else state.setState({ problem: explained.problem });
  };
  const show = (component: string | null) => {
    if (component === state.getState().open) return;
    asking?.abort();
    asking = null;
    state.setState({ ...nothing, open: component });
    if (component !== null) void fetchNow(component);
  };
  const endings = [
    timers.every(askEveryMs, () => {
      const { open } = state.getState();
      if (open !== null && asking === null) void fetchNow(open);
    }),
    desk.state.subscribe((now) => {
      const { open } = state.getState();
      if (open !== null && statusOf(now, open) !== asked) void fetchNow(open);
    }),
    address.onChange(() => show(address.read())),
  ];
  const go = (component: string | null) => {
    address.write(component);
    show(component);
  };
  show(address.read());
  return {
    state,
    open: go,
    close: () => go(null),
    showKeys: (keys) => state.setState({ keys }),
    override: (overriding) => state.setState({ overriding }),
    stop() {
      asking?.abort();
      for (const end of endings) end();
    },
  };
}

/** What the engine said last, not what this screen makes of it: only that can bring other words. */
function statusOf({ board }: DeskState, component: string): Status | null {
  const index = board?.layout.components.findIndex(({ id }) => id === component) ?? -1;
  return board?.statuses[index] ?? null;
}
