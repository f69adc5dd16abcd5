import type { Decode } from './codec.ts';
import { answerWithinMs, type Connection } from './connection.ts';
import type { Notes } from './ports.ts';

const keptSeconds = 24 * 3600;

export function createNotes<Note>(connection: Connection, key: string, decode: Decode<Note>): Notes<Note> {
  return {
    async note(byId) {
      const texts = Object.entries(byId).flatMap(([id, note]) => [id, JSON.stringify(note)]);
      if (texts.length === 0) return;
      await connection.run(answerWithinMs, (redis) => redis.hset(key, ...texts));
      await connection.run(answerWithinMs, (redis) => redis.expire(key, keptSeconds));
    },
    all: async () => decodeNotes(await connection.run(answerWithinMs, (redis) => redis.hgetall(key)), decode),
    async forget(ids) {
      if (ids.length > 0) await connection.run(answerWithinMs, (redis) => redis.hdel(key, ...ids));
    },
  };
}

/** What is not read, as what another version wrote in another way, is as if it had not been said. */
export function decodeNotes<Note>(
  stored: Readonly<Record<string, string>>,
  decode: Decode<Note>,
): Readonly<Record<string, Note>> {
  return Object.fromEntries(
    Object.entries(stored).flatMap(([id, text]): [string, Note][] => {
      const note = decode(text);
      return note === null ? [] : [[id, note]];
    }),
  );
}
