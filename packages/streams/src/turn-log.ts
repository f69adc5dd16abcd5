import type { Turn } from '@yagura/contract';
import { decodeTurn } from './codec.ts';
import { answerWithinMs, type Connection } from './connection.ts';
import { headFields, headOf, headValues } from './head.ts';
import type { Keys } from './keys.ts';
import type { CommitOutcome, TurnLog } from './ports.ts';
import type { Reader, ReaderPool } from './reader-pool.ts';
import { runScript } from './script.ts';
import { entriesOf, type Stored } from './stream-reply.ts';
import { commitScript, oldestTurnScript, restartScript } from './turn-scripts.ts';

/** A turn's place in the journal is its number. */
export function turnPosition(turn: number): string {
  return `${Math.max(0, turn)}-0`;
}

export function turnNumber(position: string): number {
  return Number(position.slice(0, position.indexOf('-')));
}

/** A damaged turn is left out: turn numbers grow by one, so that whoever folds them sees the gap. */
export function decodeTurns(stored: readonly Stored[], onUnreadable: (id: string) => void): Turn[] {
  const turns: Turn[] = [];
  for (const { id, text } of stored) {
    const turn = decodeTurn(text);
    if (turn === null) onUnreadable(id);
    else turns.push(turn);
  }
  return turns;
}

interface AskedTurns {
  readonly turn: number;
  readonly limit: number;
  readonly waitMs: number;
}

async function readTurns(
  reader: Reader,
  keys: Keys,
  asked: AskedTurns,
  onUnreadable: (id: string) => void,
): Promise<readonly Turn[]> {
  const { limit, waitMs } = asked;
  const until = performance.now() + waitMs;
  let after = turnPosition(asked.turn);
  // An answer without a readable turn would make the caller ask for the same again, for ever.
  for (;;) {
    const wait = Math.max(1, Math.ceil(until - performance.now()));
    const from = after;
    const reply = await reader.run(wait, (redis) =>
      redis.xread('COUNT', limit, 'BLOCK', wait, 'STREAMS', keys.turns, from),
    );
    const stored = entriesOf(reply, keys.turns);
    const turns = decodeTurns(stored, onUnreadable);
    const last = stored.at(-1);
    if (turns.length > 0 || last === undefined) return turns;
    after = last.id;
  }
}

export function createTurnLog(
  connection: Connection,
  readers: ReaderPool,
  keys: Keys,
  onUnreadable: (id: string) => void,
): TurnLog {
  return {
    async commit(turn) {
      const parameters = [...headValues(turn), JSON.stringify(turn)];
      const outcome = await connection.run(answerWithinMs, (redis) =>
        runScript(redis, commitScript, [keys.fence, keys.head, keys.turns], parameters),
      );
      return outcome as CommitOutcome;
    },
    async head() {
      return headOf(await connection.run(answerWithinMs, (redis) => redis.hmget(keys.head, ...headFields)));
    },
    async after(turn, { limit, blockMs, signal }) {
      const asked = { turn, limit, waitMs: blockMs };
      return (await readers.use(signal, (reader) => readTurns(reader, keys, asked, onUnreadable))) ?? [];
    },
    async oldest() {
      const id = await connection.run(answerWithinMs, (redis) => runScript(redis, oldestTurnScript, [keys.turns], []));
      return typeof id === 'string' ? turnNumber(id) : null;
    },
    length: () => connection.run(answerWithinMs, (redis) => redis.xlen(keys.turns)),
    async trim(before) {
      await connection.run(answerWithinMs, (redis) => redis.xtrim(keys.turns, 'MINID', turnPosition(before)));
    },
    async restart(head) {
      const places = [keys.fence, keys.head, keys.turns, keys.headAside, keys.turnsAside];
      const outcome = await connection.run(answerWithinMs, (redis) =>
        runScript(redis, restartScript, places, headValues(head)),
      );
      return outcome as CommitOutcome;
    },
  };
}
