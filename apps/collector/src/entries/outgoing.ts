import type { Entry } from '@yagura/contract';

/** Where what was accepted is now. "nowhere": neither Redis nor the spool could hold it, and it was dropped and counted. */
export type Stored = 'redis' | 'spool' | 'nowhere';

/** An entry on its way, and who waits to hear that it has arrived. */
export interface Outgoing {
  readonly entry: Entry;
  readonly waiting: ((stored: Stored) => void)[];
}

export const weightOf = ({ entry }: Outgoing): number => entry.beats.length + entry.occurrences.length;
