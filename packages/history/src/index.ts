export type { AppendAnswer, HistoryPosition } from './append-turns.ts';
export { isHistoryAway } from './away.ts';
export { MigrationError } from './migrate.ts';
export { openHistory, type History, type HistoryOptions } from './open-history.ts';
export type { HistoryLog } from './store.ts';
