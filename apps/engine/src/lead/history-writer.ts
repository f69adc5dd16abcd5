import { isWorthStoring, type History } from '@yagura/history';
import { sleep, type Log } from '@yagura/service';
import type { Streams } from '@yagura/streams';

const batchTurns = 500;
const retryMs = 1000;
const restMs = 200;
/** How far Postgres may be behind in numbers alone, while there is nothing to remember. */
const positionEveryMs = 10_000;

export interface HistoryWriter {
  /** Everything up to this turn that is worth remembering is in Postgres; null while that is unknown. */
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
  let place: Place | null = null;
  const run = async () => {
    while (!options.lost.aborted) {
      try {
        place ??= { turn: (await prepared(options.history)) ?? 0, wroteAt: 0 };
        await carry(options, place);
      } catch (error) {
        options.log.warn('the journal could not be carried to Postgres; it keeps what is not stored', { error });
        await sleep(retryMs, options.lost);
      }
    }
  };
  return { storedUpTo: () => place?.turn ?? null, stopped: run() };
}

async function prepared(history: History): Promise<number | null> {
  await history.migrate();
  return (await history.position())?.turn ?? null;
}

/** Where the reading of the journal stands, and when something was last written. */
interface Place {
  turn: number;
  wroteAt: number;
}

async function carry(options: Parameters<typeof startHistoryWriter>[0], place: Place): Promise<void> {
  const { streams, history, fence, lost } = options;
  const turns = await streams.turns.after(place.turn, { limit: batchTurns, blockMs: 1000, signal: lost });
  const last = turns.at(-1);
  if (!last || lost.aborted) return;
  // Most turns conclude nothing: writing each of them down would cost Postgres more than all that is worth remembering.
  if (turns.some(isWorthStoring) || performance.now() - place.wroteAt > positionEveryMs) {
    const { outcome } = await history.appendTurns(turns, fence);
    if (outcome === 'fenced') throw new Error('Postgres holds a newer fence than ours');
    place.wroteAt = performance.now();
    options.onChanges(turns.reduce((count, turn) => count + turn.changes.length, 0));
  }
  place.turn = last.turn;
  // Turns come many a second: a short rest makes few large reads of many small ones.
  await sleep(turns.length < batchTurns ? restMs : 0, lost);
}
