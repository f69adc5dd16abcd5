export type { AppendAnswer, HistoryPosition } from './append-turns.ts';
export { isHistoryAway, isHistoryUnready } from './away.ts';
export { MigrationError } from './migrate.ts';
export { openHistory, type History, type HistoryOptions } from './open-history.ts';
export type { Account, StoredAccount } from './people/accounts.ts';
export type { Note } from './people/audit.ts';
export type { People } from './people/people.ts';
export type { FoundSession } from './people/sessions.ts';
export type { HistoryLog } from './store.ts';
