import type { Board } from '@yagura/contract';
import { isHistoryUnready, type People } from '@yagura/history';

const everyMs = 60_000;
const soonMs = 10 * 60_000;
const longerMs = 3_600_000;

interface KeepHoldersOptions {
  readonly people: Pick<People, 'extendSessions'>;
  readonly board: () => Pick<Board, 'incidents'> | null;
  readonly now: () => number;
  readonly every: (ms: number, run: () => void) => () => void;
  readonly onFault: (error: unknown) => void;
}

/** Nobody is signed out who holds a P1: their session goes on for another hour, again and again. */
export function keepHolders({ people, board, now, every, onFault }: KeepHoldersOptions): () => void {
  return every(everyMs, () => {
    const persons = holdersOf(board()?.incidents ?? []);
    if (persons.length === 0) return;
    const at = now();
    people.extendSessions(persons, { now: at, soon: at + soonMs, until: at + longerMs }).catch((error: unknown) => {
      // While Postgres is away whoever is known stays known.
      if (!isHistoryUnready(error)) onFault(error);
    });
  });
}

function holdersOf(incidents: Board['incidents']): string[] {
  const holders = incidents.flatMap(({ priority, owner }) => (priority === 1 && owner !== null ? [owner.person] : []));
  return [...new Set(holders)];
}
