import { maxBeatsPerEntry, type Entry, type HeardBeat, type HeardOccurrence, type PortName } from '@yagura/contract';
import type { Deadlines } from './deadlines.ts';
import type { Outgoing } from './outgoing.ts';
import type { Pauses } from './pauses.ts';

/** What the next entry will carry. */
export interface Open {
  readonly beats: HeardBeat[];
  readonly occurrences: HeardOccurrence[];
  readonly waiting: Outgoing['waiting'];
}

export const newOpen = (): Open => ({ beats: [], occurrences: [], waiting: [] });
export const isFull = ({ beats, occurrences }: Open): boolean =>
  beats.length >= maxBeatsPerEntry || occurrences.length >= maxBeatsPerEntry;

export interface SealerOptions {
  readonly collector: string;
  /** Names this start: `n` begins at 1 with it. */
  readonly epoch: string;
  readonly startedAt: number;
  readonly canary: () => Partial<Record<PortName, number>>;
  readonly deadlines: Deadlines;
  readonly pauses: Pauses;
}

export interface Sealer {
  /** Until when it was last vouched that all was heard. */
  watermark(): number;
  seal(open: Open, until: number): Outgoing;
}

/** Numbers entries and says what each of them vouches for: they follow each other without a gap. */
export function createSealer(options: SealerOptions): Sealer {
  const { collector, epoch, deadlines, pauses } = options;
  let n = 0;
  let from = options.startedAt;

  return {
    watermark: () => from,
    seal({ beats, occurrences, waiting }, until) {
      const paused = pauses.take(until - from);
      deadlines.uncover(paused);
      const covers = { from, until, paused };
      const canary = { ...options.canary() };
      const entry: Entry = { collector, epoch, n: ++n, covers, canary, late: false, beats, occurrences };
      from = until;
      return { entry, waiting };
    },
  };
}
