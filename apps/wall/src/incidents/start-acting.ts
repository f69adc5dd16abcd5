import type { CloseReason, IncidentBrief } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { actionWords, type Verb } from './actions.ts';
import type { TellIncident, Told } from './incident-api.ts';

export interface ActingState {
  /** What is being written, and about which incident. */
  readonly writing: { readonly incident: string; readonly verb: Verb } | null;
  readonly busy: boolean;
  /** What became of the last one. */
  readonly said: { readonly incident: string; readonly text: string } | null;
}

/** What somebody at this screen does about incidents. */
export interface Acting {
  readonly state: Pick<StoreApi<ActingState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Does it, or asks for its words first. */
  begin(incident: IncidentBrief, verb: Verb): void;
  finish(incident: IncidentBrief, words: { readonly text: string; readonly reason: CloseReason }): void;
  leave(): void;
}

export function startActing({ tell, newKey }: { readonly tell: TellIncident; readonly newKey: () => string }): Acting {
  const state = createStore<ActingState>()(() => ({ writing: null, busy: false, said: null }));
  const send = async ({ id, revision }: IncidentBrief, verb: Verb, words: Readonly<Record<string, string>>) => {
    if (state.getState().busy) return;
    state.setState({ busy: true, said: { incident: id, text: 'Sending …' } });
    const told = await tell({ incident: id, verb, expected: revision, key: newKey(), words });
    const isDone = 'result' in told && (told.result === 'done' || told.result === 'recorded');
    state.setState({ busy: false, said: { incident: id, text: toldText(told) }, ...(isDone && { writing: null }) });
  };
  return {
    state,
    begin(incident, verb) {
      if (actionWords[verb].asks === null) void send(incident, verb, {});
      else state.setState({ writing: { incident: incident.id, verb }, said: null });
    },
    finish(incident, { text, reason }) {
      const { writing } = state.getState();
      if (writing === null) return;
      if (text.trim() === '') return state.setState({ said: { incident: incident.id, text: 'A word is missing.' } });
      void send(incident, writing.verb, { text, ...(writing.verb === 'close' && { reason }) });
    },
    leave: () => state.setState({ writing: null }),
  };
}

export function toldText(told: Told): string {
  if ('problem' in told) return told.problem;
  const { result, text } = told;
  if (result === 'recorded') return text;
  return result === 'done' ? `Done: ${text}.` : `Not done: ${text}.`;
}
