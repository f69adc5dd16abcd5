import type { Identity, SessionAnswer, SignIn } from '@yagura/contract';
import { scopeKey } from '@yagura/domain';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Timers } from '../connection/timers.ts';
import type { PeopleApi } from './people-api.ts';
import type { Brought } from './secret-in-address.ts';

export interface PeopleState {
  /** null until the relay has answered once. */
  readonly session: SessionAnswer | null;
  readonly open: boolean;
  /** With it somebody becomes an admin. */
  readonly link: string | null;
  readonly problem: string | null;
  readonly busy: boolean;
}

/** Who is signed in at this screen, and how that changes. */
export interface People {
  readonly state: Pick<StoreApi<PeopleState>, 'getState' | 'getInitialState' | 'subscribe'>;
  show(open: boolean): void;
  /** The relay did not let this screen in: perhaps nobody is signed in any more. */
  turnedAway(): void;
  /** Asks who is here now. */
  look(): Promise<void>;
  signIn(body: SignIn): Promise<void>;
  changePerson(person: string, pin: string): Promise<void>;
  signOut(): Promise<void>;
  stop(): void;
}

export interface PeopleOptions {
  readonly api: PeopleApi;
  readonly timers: Timers;
  readonly brought: Brought;
  /** Whoever is signed in now sees something else than who was before. */
  readonly onOtherSight: () => void;
}

const lookEveryMs = 60_000;

export function startPeople({ api, timers, brought, onOtherSight }: PeopleOptions): People {
  const state = createStore<PeopleState>()(() => ({
    session: null,
    open: brought.link !== null,
    link: brought.link,
    problem: null,
    busy: false,
  }));
  const look = async () => {
    const asked = await api.session();
    if (!('answer' in asked)) return;
    const before = state.getState().session;
    state.setState({ session: asked.answer });
    if (before !== null && sightOf(before) !== sightOf(asked.answer)) onOtherSight();
  };
  const attempt = async (say: () => Promise<string | null>) => {
    if (state.getState().busy) return;
    state.setState({ busy: true, problem: null });
    const problem = await say();
    await look();
    state.setState(problem === null ? { busy: false, open: false, link: null } : { busy: false, problem });
  };
  const begin = async () => {
    await look();
    if (brought.screen !== null) await attempt(() => api.signIn({ token: brought.screen ?? '' }));
  };
  const stopLooking = timers.every(lookEveryMs, () => void look());
  void begin();
  return {
    state,
    show: (open) => state.setState({ open, problem: null }),
    turnedAway() {
      if (state.getState().session?.reading === 'sign-in') void look();
    },
    look,
    signIn: (body) => attempt(() => api.signIn(body)),
    changePerson: (person, pin) => attempt(() => api.changePerson(person, pin)),
    signOut: () => attempt(() => api.signOut()),
    stop: stopLooking,
  };
}

/** What may be seen, as far as it decides what the relay sends. */
function sightOf({ reading, who }: SessionAnswer): string {
  if (who === null) return reading === 'open' ? '*;*' : 'nothing';
  // A screen is told what it is.
  return who.kind === 'screen' ? `screen ${who.token}` : scopeKey(who.scope);
}

export function whoText(who: Identity | null): string {
  return who === null ? 'Sign in' : who.name;
}
