import type { IncidentBrief, Priority } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { actionWords, type Act } from './actions.ts';
import { wordsOf, type Draft } from './draft.ts';
import type { TellIncident, Told, ToTell } from './incident-api.ts';

export interface ActingState {
  /** What is being written, and about which incident. */
  readonly writing: { readonly incident: string; readonly verb: Act } | null;
  readonly busy: boolean;
  /** An incident is being opened by hand. */
  readonly opening: boolean;
  /** What became of the last one. */
  readonly said: { readonly incident: string | null; readonly text: string } | null;
}

/** What somebody at this screen does about incidents. */
export interface Acting {
  readonly state: Pick<StoreApi<ActingState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Does it, or asks for its words first. */
  begin(incident: Seen, verb: Act): void;
  finish(incident: Seen, draft: Draft): void;
  /** This one of its members is a matter of its own. */
  split(incident: Seen, component: string): void;
  /** What somebody was told by telephone: three fields. */
  open(words: Opening): void;
  showOpening(opening: boolean): void;
  leave(): void;
}

/** Which incident, and what this screen saw of it. */
export type Seen = Pick<IncidentBrief, 'id' | 'revision'>;

export interface Opening {
  readonly what: string;
  readonly where: string;
  readonly toldBy: string;
  readonly priority: Priority;
}

/** Whatever another did meanwhile, a fact stays one. */
const conflictsWithNothing: ReadonlySet<Act> = new Set(['attach']);

export interface ActingOptions {
  readonly tell: TellIncident;
  readonly newKey: () => string;
}

export function startActing({ tell, newKey }: ActingOptions): Acting {
  const state = createStore<ActingState>()(() => ({ writing: null, busy: false, opening: false, said: null }));
  const say = async (about: Pick<ToTell, 'incident' | 'verb' | 'expected' | 'words'>) => {
    if (state.getState().busy) return;
    const { incident } = about;
    state.setState({ busy: true, said: { incident, text: 'Sending …' } });
    const told = await tell({ ...about, key: newKey() });
    const isDone = 'result' in told && (told.result === 'done' || told.result === 'recorded');
    state.setState({ busy: false, said: { incident, text: toldText(told) }, ...(isDone && { writing: null }) });
  };
  const send = ({ id, revision }: Seen, verb: Act, words: ToTell['words']) =>
    say({ incident: id, verb, expected: conflictsWithNothing.has(verb) ? null : revision, words });
  return {
    state,
    begin(incident, verb) {
      if (actionWords[verb].asks === null) void send(incident, verb, {});
      else state.setState({ writing: { incident: incident.id, verb }, said: null });
    },
    finish(incident, draft) {
      const { writing } = state.getState();
      if (writing === null) return;
      const written = wordsOf(writing.verb, draft);
      if ('missing' in written) state.setState({ said: { incident: incident.id, text: written.missing } });
      else void send(incident, writing.verb, written.words);
    },
    split({ id, revision }, component) {
      void say({ incident: id, verb: 'split', expected: revision, words: { components: [component] } });
    },
    open({ what, where, toldBy, priority }) {
      const words = { what: what.trim(), where: where.trim(), toldBy: toldBy.trim(), priority };
      if (words.what === '' || words.where === '' || words.toldBy === '')
        return state.setState({ said: { incident: null, text: 'A word is missing.' } });
      void say({ incident: null, verb: 'open', expected: null, words });
    },
    showOpening: (opening) => state.setState({ opening, writing: null, said: null }),
    leave: () => state.setState({ writing: null }),
  };
}

export function toldText(told: Told): string {
  if ('problem' in told) return told.problem;
  const { result, text } = told;
  if (result === 'recorded') return text;
  return result === 'done' ? `Done: ${text}.` : `Not done: ${text}.`;
}
