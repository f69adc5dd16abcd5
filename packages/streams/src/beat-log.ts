import type { Connection } from './connection.ts';
import { answerWithinMs } from './connection.ts';
import type { Keys } from './keys.ts';
import type { BeatLog } from './ports.ts';
import { runScript, type Script } from './script.ts';

/**
 * A script and not a pipeline: a server short of memory may refuse one command of a pipeline and take the next, and a
 * reader that counts what was told twice only once would then miss the one that comes again behind its successor.
 */
export const appendScript: Script = {
  name: 'yaguraAppend',
  keys: 1,
  lua: `
    for i = 2, #ARGV do
      redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'e', ARGV[i])
    end
    return #ARGV - 1`,
};

/** One script holds up every other client, so what comes out of a spool goes in pieces of this many entries or characters. */
const pieces = { entries: 500, characters: 4_000_000 };

export function cutIntoPieces(texts: readonly string[]): string[][] {
  const cut: string[][] = [];
  let piece: string[] = [];
  let characters = 0;
  for (const text of texts) {
    const full = piece.length >= pieces.entries || characters + text.length > pieces.characters;
    if (full && piece.length > 0) {
      cut.push(piece);
      piece = [];
      characters = 0;
    }
    piece.push(text);
    characters += text.length;
  }
  if (piece.length > 0) cut.push(piece);
  return cut;
}

export function createBeatLog(connection: Connection, keys: Keys, mostEntries: number): BeatLog {
  return {
    async append(entries) {
      const texts = entries.map((entry) => JSON.stringify(entry));
      for (const piece of cutIntoPieces(texts)) {
        await connection.run(answerWithinMs, (redis) =>
          runScript(redis, appendScript, [keys.beats], [mostEntries, ...piece]),
        );
      }
    },
  };
}
