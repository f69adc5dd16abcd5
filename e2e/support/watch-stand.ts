import type { BoardAnswer } from '@yagura/contract';
import type { Absence } from './kill-engines.ts';
import type { Stand } from './stand.ts';
import type { StoredHistory, Writer } from './stored-history.ts';
import { sleep } from './wait.ts';

/** What was seen from outside while engines came and went. */
export interface Seen {
  readonly boards: number;
  /** Of the components that were to be well all the time: what was told of them, when it was not that or nothing. */
  readonly unwell: readonly string[];
  /** What went back although it may only grow. */
  readonly backwards: readonly string[];
  /** How often another engine wrote to Postgres. */
  readonly fences: number;
  /** For so long, more than 1.5 s, no board was any newer than the one before. */
  readonly stood: readonly Absence[];
}

const everyMs = 250;
/** A second of a beat's age, a takeover and the 3 s of the limit: from then on evidence may be too old to be well. */
const agingMs = 1500;

/** Asks the API and Postgres again and again until it is told to end. */
export function watchStand(stand: Stand, history: StoredHistory, well: ReadonlySet<string>) {
  const seen = { boards: 0, unwell: [] as string[], backwards: [] as string[], stood: [] as Absence[] };
  const fences = new Set<number>();
  const isMoving = movingBoard(seen);
  const grows = growing(seen.backwards);
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      const board = await stand.board().catch(() => null); // a relay without an engine may have nothing to tell
      if (board) {
        seen.boards += 1;
        seen.unwell.push(...unwellOn(board, well, isMoving(board)));
      }
      const writer = await history.writer().catch(() => null); // asked once too often when the stand comes down early
      if (writer) {
        fences.add(writer.fence);
        grows(writer);
      }
      await sleep(everyMs);
    }
  })();
  return async (): Promise<Seen> => {
    ended = true;
    await watching;
    return { ...seen, fences: fences.size };
  };
}

/** While turns come all is well; while none come we may say that we do not know, and once the board is not live we must. */
function unwellOn(board: BoardAnswer, well: ReadonlySet<string>, moving: boolean): string[] {
  const right = new Set(moving ? ['ok'] : board.live ? ['ok', 'no-sight'] : ['no-sight']);
  return board.components
    .filter(({ id, health }) => well.has(id) && !right.has(health))
    .map(({ id, health }) => `${id} ${health} at revision ${board.revision}`);
}

/** Whether turns come, and have come for long enough for the figures of before to be replaced. */
function movingBoard(seen: { backwards: string[]; stood: Absence[] }) {
  let last: { revision: number; at: number } | null = null;
  let backAt = 0;
  return ({ revision, live }: BoardAnswer): boolean => {
    const now = Date.now();
    if (last && revision < last.revision) seen.backwards.push(`board: revision ${revision} after ${last.revision}`);
    if (revision !== last?.revision) {
      if (last && now - last.at > agingMs) {
        seen.stood.push({ from: last.at, to: now });
        backAt = now;
      }
      last = { revision, at: now };
    }
    return live && now - last.at < agingMs && now - backAt > agingMs;
  };
}

function growing(backwards: string[]) {
  let last: Writer | null = null;
  return (writer: Writer) => {
    for (const what of ['fence', 'epoch', 'turn'] as const)
      if (last && writer[what] < last[what]) backwards.push(`writer: ${what} ${writer[what]} after ${last[what]}`);
    last = writer;
  };
}
