import type { NewScreen, ScreenChange, ScreensAnswer, WaitingScreen } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ChosenLines, LinesState } from '../people-page/lines-context.ts';
import type { ScreensApi } from './screens-api.ts';

/** What is being written or asked. */
export type Writing =
  | { readonly what: 'code' }
  | { readonly what: 'approve'; readonly waiting: WaitingScreen }
  | { readonly what: 'change' | 'end'; readonly about: string };

export interface ScreensState extends LinesState {
  readonly told: ScreensAnswer | null;
  readonly writing: Writing | null;
}

/** The page of screens as one session sees it. */
export interface Screens extends ChosenLines {
  readonly state: Pick<StoreApi<ScreensState>, 'getState' | 'getInitialState' | 'subscribe'>;
  refresh(): Promise<void>;
  write(writing: Writing): void;
  refuse(problem: string): void;
  /** Which screen shows this code: then it can be set up. */
  find(code: string): Promise<void>;
  approve(body: NewScreen): Promise<void>;
  change(id: string, name: string, change: ScreenChange): Promise<void>;
  revoke(id: string, name: string): Promise<void>;
  silence(room: string, minutes: number | null): Promise<void>;
}

const empty: ScreensState = { told: null, chosen: null, writing: null, away: null, said: null, busy: false };

export function startScreens(api: ScreensApi): Screens {
  const state = createStore<ScreensState>()(() => empty);
  const refresh = async () => {
    const told = await api.screens();
    state.setState('problem' in told ? { away: told.problem } : { away: null, told: told.answer });
    if (isGone(state.getState())) state.setState({ writing: null, chosen: null });
  };
  /** Says what became of it; what was being written is left only when it was done. */
  const attempt = async (run: () => Promise<{ readonly done: string } | { readonly problem: string }>) => {
    if (state.getState().busy) return;
    state.setState({ busy: true, said: null });
    const became = await run();
    const isProblem = 'problem' in became;
    const said = { text: isProblem ? became.problem : became.done, isProblem };
    state.setState({ busy: false, said, ...(!isProblem && { writing: null }) });
    await refresh();
  };
  const saying = (done: string, run: () => Promise<string | null>) =>
    attempt(async () => {
      const problem = await run();
      return problem === null ? { done } : { problem };
    });
  return {
    state,
    refresh,
    choose: (chosen) => state.setState({ chosen }),
    write: (writing) => state.setState({ writing, said: null }),
    refuse: (problem) => state.setState({ said: { text: problem, isProblem: true } }),
    leave() {
      const { writing } = state.getState();
      state.setState({ writing: null, said: null });
      return writing !== null;
    },
    async find(code) {
      if (state.getState().busy) return;
      state.setState({ busy: true, said: null });
      const found = await api.waiting(code);
      state.setState({ busy: false });
      if ('problem' in found) state.setState({ said: { text: found.problem, isProblem: true } });
      else state.setState({ writing: { what: 'approve', waiting: found.answer } });
    },
    approve: (body) => saying(`“${body.settings.name}” is set up.`, () => api.approve(body)),
    change: (id, name, change) => saying(`“${name}” is changed.`, () => api.change(id, change)),
    revoke: (id, name) => saying(`“${name}” is revoked.`, () => api.revoke(id)),
    silence: (room, minutes) =>
      attempt(async () => {
        const told = await api.silence(room, minutes);
        return 'problem' in told ? told : { done: told.answer };
      }),
  };
}

/** What was being written is about a screen that is there no more. */
function isGone({ writing, told }: ScreensState): boolean {
  if (writing === null || !('about' in writing) || told === null) return false;
  return told.screens.every(({ id }) => id !== writing.about);
}
