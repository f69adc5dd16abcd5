import type { Identity, SessionAnswer, SignIn } from '@yagura/contract';
import { startPeople, type People } from '../people/start-people.ts';
import type { PeopleApi } from '../people/people-api.ts';
import type { Brought } from '../people/secret-in-address.ts';

/** A relay that knows people, as far as a screen notices. */
export interface TestPeople extends People {
  readonly asked: (SignIn | { readonly person: string; readonly pin: string } | 'out')[];
  readonly otherSights: () => number;
  /** Somebody else is signed in by now, of which the screen hears when it asks. */
  become(who: Identity | null, over?: Partial<SessionAnswer>): Promise<void>;
  /** Why the next attempt fails. */
  refuse(problem: string | null): void;
}

export function signedIn(over: Partial<Extract<Identity, { kind: 'person' }>> = {}): Identity {
  const scope = { sites: 'all', owners: 'all' } as const;
  return { kind: 'person', person: 'mei', name: 'Mei', role: 'operator', scope, session: 's1', endsAt: 0, ...over };
}

const nobody: SessionAnswer = { accounts: true, reading: 'open', who: null, may: [], colleagues: [] };

export function createTestPeople(
  options: { session?: Partial<SessionAnswer>; brought?: Partial<Brought> } = {},
): TestPeople {
  let session: SessionAnswer = { ...nobody, ...options.session };
  let problem: string | null = null;
  let otherSights = 0;
  let everyMinute = () => {};
  const asked: TestPeople['asked'] = [];
  const hear = (what: TestPeople['asked'][number]) => {
    asked.push(what);
    return Promise.resolve(problem);
  };
  const api: PeopleApi = {
    session: () => Promise.resolve({ answer: session }),
    signIn: hear,
    changePerson: (person, pin) => hear({ person, pin }),
    signOut: () => hear('out'),
  };
  const timers = { after: () => () => {}, every: (_: number, run: () => void) => ((everyMinute = run), () => {}) };
  const brought = { link: null, screen: null, ...options.brought };
  const people = startPeople({ api, timers, brought, onOtherSight: () => (otherSights += 1) });
  return {
    ...people,
    asked,
    otherSights: () => otherSights,
    async become(who, over = {}) {
      session = { ...session, who, ...over };
      everyMinute();
      await Promise.resolve();
    },
    refuse: (next) => (problem = next),
  };
}
