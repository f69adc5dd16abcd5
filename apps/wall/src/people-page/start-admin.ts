import type { AuditEntry, Person, Session, Token } from '@yagura/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AdminApi, Answered } from './admin-api.ts';
import { beginningOf, dayMs } from './audit-day.ts';
import { merged, noFilter, type AuditFilter } from './audit-lines.ts';
import type { NewToken } from './drafts.ts';
import type { PeopleSection } from './sections.ts';

/** What is being written or asked, and about which line; null: something new, or oneself. */
export interface Writing {
  readonly what: 'make' | 'change' | 'end' | 'own';
  readonly about: string | null;
}

export interface AdminState {
  readonly people: readonly Person[] | null;
  readonly sessions: readonly Session[] | null;
  readonly tokens: readonly Token[] | null;
  readonly audit: readonly AuditEntry[] | null;
  readonly day: string;
  /** There is more of this day than was asked for. */
  readonly older: boolean;
  readonly filter: AuditFilter;
  readonly chosen: string | null;
  readonly writing: Writing | null;
  /** The one time that a token is told. It is kept nowhere else. */
  readonly handed: { readonly token: Token; readonly secret: string } | null;
  /** Why what is shown may not be what is. */
  readonly away: string | null;
  /** What became of what was last wanted. */
  readonly said: { readonly text: string; readonly isProblem: boolean } | null;
  readonly busy: boolean;
}

/** The page of people as one session sees it. It ends with the page: nobody finds in it what another was told. */
export interface Admin {
  readonly state: Pick<StoreApi<AdminState>, 'getState' | 'getInitialState' | 'subscribe'>;
  /** Asks anew for what a section shows. */
  refresh(section: PeopleSection): Promise<void>;
  olderLines(): Promise<void>;
  showDay(day: string): Promise<void>;
  filter(change: Partial<AuditFilter>): void;
  choose(line: string | null): void;
  write(writing: Writing): void;
  refuse(problem: string): void;
  /** One step back; false when there was none. */
  leave(): boolean;
  /** Another section: nothing half said goes with it. */
  turn(): void;
  makeToken(body: NewToken): Promise<void>;
  /** Does what was drafted, says so, and shows what is then. */
  attempt(section: PeopleSection, done: string, run: () => Promise<string | null>): Promise<void>;
}

type Store = StoreApi<AdminState>;

const empty: Omit<AdminState, 'day'> = {
  people: null,
  sessions: null,
  tokens: null,
  audit: null,
  older: false,
  filter: noFilter,
  chosen: null,
  writing: null,
  handed: null,
  away: null,
  said: null,
  busy: false,
};

export function startAdmin(api: AdminApi, today: string): Admin {
  const state = createStore<AdminState>()(() => ({ ...empty, day: today }));
  const refresh = (section: PeopleSection) => askFor(section, state, api);
  const attempt = async (section: PeopleSection, done: string, run: () => Promise<string | null>) => {
    if (state.getState().busy) return;
    state.setState({ busy: true, said: null });
    const problem = await run();
    const said = { text: problem ?? done, isProblem: problem !== null };
    state.setState({ busy: false, said, ...(problem === null && { writing: null }) });
    await refresh(section);
  };
  return {
    state,
    refresh,
    attempt,
    olderLines: () => askForLines(state, api, state.getState().audit?.at(-1)?.at ?? null),
    showDay(day) {
      state.setState({ day, audit: null, older: false, chosen: null });
      return refresh('audit');
    },
    filter: (change) => state.setState(({ filter }) => ({ filter: { ...filter, ...change }, chosen: null })),
    choose: (chosen) => state.setState({ chosen }),
    write: (writing) => state.setState({ writing, said: null }),
    refuse: (problem) => state.setState({ said: { text: problem, isProblem: true } }),
    leave() {
      const { writing, handed } = state.getState();
      state.setState({ writing: null, handed: null, said: null });
      return writing !== null || handed !== null;
    },
    turn: () => state.setState({ chosen: null, writing: null, said: null, away: null }),
    makeToken: (body) =>
      attempt('tokens', 'The token is made.', async () => {
        const made = await api.makeToken(body);
        if ('problem' in made) return made.problem;
        state.setState({ handed: made.answer, chosen: made.answer.token.id });
        return null;
      }),
  };
}

async function askFor(section: PeopleSection, state: Store, api: AdminApi): Promise<void> {
  if (section === 'people') hear(state, await api.people(), (people) => ({ people }));
  if (section === 'sessions') hear(state, await api.sessions(), (sessions) => ({ sessions }));
  if (section === 'tokens') hear(state, await api.tokens(), (tokens) => ({ tokens }));
  if (section === 'audit') await askForLines(state, api, null);
  if (isGone(state.getState(), section)) state.setState({ writing: null, chosen: null });
}

/** The lines of the day up to an instant; null: its newest. */
async function askForLines(state: Store, api: AdminApi, to: number | null): Promise<void> {
  const { day } = state.getState();
  const from = beginningOf(day) ?? 0;
  const answered = await api.audit(from, to ?? from + dayMs - 1);
  if (state.getState().day !== day) return; // somebody has turned to another day meanwhile
  hear(state, answered, ({ entries, truncated }) => {
    const { audit, older } = state.getState();
    // Asked for its newest again, a day that was read further down stays as far as it was read.
    return { audit: merged(audit ?? [], entries), older: audit === null || to !== null ? truncated : older };
  });
}

function hear<Answer>(state: Store, answered: Answered<Answer>, keep: (answer: Answer) => Partial<AdminState>): void {
  state.setState('problem' in answered ? { away: answered.problem } : { away: null, ...keep(answered.answer) });
}

/** What was being written is about something that is there no more. */
function isGone({ writing, people, sessions, tokens }: AdminState, section: PeopleSection): boolean {
  const about = writing?.about ?? null;
  if (about === null || section === 'audit') return false;
  const there = {
    people: people?.map(({ person }) => person),
    sessions: sessions?.map(({ id }) => id),
    tokens: tokens?.map(({ id }) => id),
  }[section];
  return there !== undefined && !there.includes(about);
}
