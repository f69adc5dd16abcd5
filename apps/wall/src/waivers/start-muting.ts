import type { WaiverBrief } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { toldText } from '../incidents/start-acting.ts';
import type { Timers } from '../connection/timers.ts';
import type { Told } from '../incidents/incident-api.ts';
import { muteOf, type MuteDraft, type Subject } from './mute-draft.ts';
import type { WaiverApi } from './waiver-api.ts';

export interface MutingState {
  /** What a mute is being written of. */
  readonly writing: Subject | null;
  readonly busy: boolean;
  /** What became of the last one; for a few seconds. */
  readonly said: string | null;
}

/** Mutes that somebody at this screen says and ends. */
export interface Muting {
  readonly state: Pick<StoreApi<MutingState>, 'getState' | 'getInitialState' | 'subscribe'>;
  begin(subject: Subject): void;
  finish(draft: MuteDraft, clock: { readonly now: number; readonly shiftEnd: number | null }): Promise<void>;
  /** Early. */
  end(mute: Pick<WaiverBrief, 'id' | 'revision'>): Promise<void>;
  leave(): void;
  stop(): void;
}

export interface MutingOptions {
  readonly api: Pick<WaiverApi, 'mute' | 'act'>;
  readonly newKey: () => string;
  readonly timers: Pick<Timers, 'after'>;
}

const saidForMs = 8000;

export function startMuting({ api, newKey, timers }: MutingOptions): Muting {
  const state = createStore<MutingState>()(() => ({ writing: null, busy: false, said: null }));
  let forget = () => {};
  const say = async (tell: () => Promise<Told>) => {
    if (state.getState().busy) return;
    forget();
    state.setState({ busy: true, said: 'Sending …' });
    const told = await tell();
    const isDone = 'result' in told && (told.result === 'done' || told.result === 'recorded');
    state.setState({ busy: false, said: toldText(told), ...(isDone && { writing: null }) });
    forget = timers.after(saidForMs, () => state.setState({ said: null }));
  };
  return {
    state,
    begin: (writing) => state.setState({ writing, said: null }),
    async finish(draft, clock) {
      const { writing } = state.getState();
      if (writing === null) return;
      const body = muteOf(writing, draft, clock);
      if (typeof body === 'string') state.setState({ said: body });
      else await say(() => api.mute({ ...body, key: newKey() }));
    },
    end: ({ id, revision }) => say(() => api.act(id, 'end', { key: newKey(), expected: revision })),
    leave: () => state.setState({ writing: null, said: null }),
    stop: () => forget(),
  };
}
