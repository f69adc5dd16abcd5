import type { History } from '@yagura/history';
import type { Log } from '@yagura/service';
import { sleep } from '@yagura/service';
import type { Streams } from '@yagura/streams';

const batchTurns = 500;
const retryMs = 1000;

export interface HistoryWriter {
  /** The newest turn that Postgres holds; null while that is unknown. */
  storedUpTo(): number | null;
  stopped: Promise<void>;
}

/** Carries committed turns from the journal to Postgres. The journal is the queue; losing Postgres costs nothing but length. */
export function startHistoryWriter(options: {
  streams: Streams;
  history: History;
  fence: number;
  log: Log;
  lost: AbortSignal;
  onChanges: (count: number) => void;
}): HistoryWriter {
  let stored: number | null = null;
  const run = async () => {
    while (!options.lost.aborted) {
      try {
        stored ??= (await prepared(options.history)) ?? 0;
        stored = await carry(options, stored);
      } catch (error) {
        options.log.warn('Postgres is away; the journal keeps what it has not stored', { error });
        await sleep(retryMs, options.lost);
      }
    }
  };
  return { storedUpTo: () => stored, stopped: run() };
}

async function prepared(history: History): Promise<number | null> {
  await history.migrate();
  return (await history.position())?.turn ?? null;
}

async function carry(options: Parameters<typeof startHistoryWriter>[0], stored: number): Promise<number> {
  const { streams, history, fence, lost } = options;
  const turns = await streams.turns.after(stored, { limit: batchTurns, blockMs: 1000, signal: lost });
  const last = turns.at(-1);
  if (!last || lost.aborted) return stored;
  const { outcome } = await history.appendTurns(turns, fence);
  if (outcome === 'fenced') throw new Error('Postgres holds a newer fence than ours');
  options.onChanges(turns.reduce((count, turn) => count + turn.changes.length, 0));
  // Turns come many a second and mostly without changes: a short rest makes few large writes of many small ones.
  await sleep(turns.length < batchTurns ? 200 : 0, lost);
  return last.turn;
}
