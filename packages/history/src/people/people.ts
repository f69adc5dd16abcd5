import type { AuditEntry, Person, RegisteredScreen, ScreenChange, Session, Token } from '@yagura/contract';
import type { Store } from '../store.ts';
import {
  addAccount,
  changeAccount,
  findAccount,
  hasKeeper,
  listPeople,
  type Account,
  type AccountChange,
  type StoredAccount,
} from './accounts.ts';
import { auditBetween, note, type Note } from './audit.ts';
import { hasLink, makeLink, useLink, type NewLink } from './links.ts';
import {
  endSession,
  extendSessions,
  listSessions,
  openSession,
  sessionOf,
  type FoundSession,
  type NewSession,
} from './sessions.ts';
import { addScreen, changeScreen, listScreens, type NewScreenRow, type ScreenStored } from './screens.ts';
import { addToken, endToken, listTokens, tokenOf } from './tokens.ts';

/** Who may come in. Whatever is done here is in the audit, or it was not done: both are one statement. */
export interface People {
  /** Somebody who can let everybody else in. */
  hasKeeper(): Promise<boolean>;
  find(person: string): Promise<StoredAccount | null>;
  list(): Promise<readonly Person[]>;
  add(account: Account, note: Note): Promise<boolean>;
  change(
    account: StoredAccount,
    note: Note,
    ending: { readonly endsSessionsBut: string | null } | null,
  ): Promise<AccountChange>;
  openSession(session: NewSession, seen: { readonly revision: number }, note: Note): Promise<boolean>;
  sessionOf(secretHash: string, now: number): Promise<FoundSession | null>;
  sessions(now: number): Promise<readonly Session[]>;
  extendSessions(
    persons: readonly string[],
    span: { readonly now: number; readonly soon: number; readonly until: number },
  ): Promise<void>;
  endSession(id: string, note: Note): Promise<boolean>;
  addToken(token: Token, secretHash: string, note: Note): Promise<boolean>;
  tokenOf(secretHash: string): Promise<Token | null>;
  tokens(): Promise<readonly Token[]>;
  endToken(id: string, note: Note): Promise<boolean>;
  addScreen(screen: NewScreenRow, note: Note): Promise<ScreenStored>;
  changeScreen(id: string, change: ScreenChange, note: Note): Promise<'stored' | 'taken' | 'none'>;
  /** By name. */
  screens(): Promise<readonly RegisteredScreen[]>;
  makeLink(link: NewLink, note: Note): Promise<boolean>;
  hasLink(secretHash: string, now: number): Promise<boolean>;
  useLink(secretHash: string, account: Account, note: Note): Promise<boolean>;
  note(entry: Note): Promise<void>;
  audit(from: number, to: number, limit: number): Promise<readonly AuditEntry[]>;
}

export function peopleIn(store: Store): People {
  return {
    hasKeeper: () => hasKeeper(store),
    find: (person) => findAccount(store, person),
    list: () => listPeople(store),
    add: (account, entry) => addAccount(store, account, entry),
    change: (account, entry, ending) => changeAccount(store, account, entry, ending),
    openSession: (session, seen, entry) => openSession(store, session, seen, entry),
    sessionOf: (secretHash, now) => sessionOf(store, secretHash, now),
    sessions: (now) => listSessions(store, now),
    extendSessions: (persons, span) => extendSessions(store, persons, span),
    endSession: (id, entry) => endSession(store, id, entry),
    addToken: (token, secretHash, entry) => addToken(store, token, secretHash, entry),
    tokenOf: (secretHash) => tokenOf(store, secretHash),
    tokens: () => listTokens(store),
    endToken: (id, entry) => endToken(store, id, entry),
    addScreen: (screen, entry) => addScreen(store, screen, entry),
    changeScreen: (id, change, entry) => changeScreen(store, id, change, entry),
    screens: () => listScreens(store),
    makeLink: (link, entry) => makeLink(store, link, entry),
    hasLink: (secretHash, now) => hasLink(store, secretHash, now),
    useLink: (secretHash, account, entry) => useLink(store, secretHash, account, entry),
    note: (entry) => note(store, entry),
    audit: (from, to, limit) => auditBetween(store, { from, to, limit }),
  };
}
