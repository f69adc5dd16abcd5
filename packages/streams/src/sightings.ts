import type { ScreenSighting } from '@yagura/contract';
import { decodeSighting } from './codec.ts';
import { answerWithinMs, type Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { Sightings } from './ports.ts';

const keptSeconds = 24 * 3600;

export function createSightings(connection: Connection, { sightings }: Keys): Sightings {
  return {
    async note(byId) {
      const texts = Object.entries(byId).flatMap(([id, sighting]) => [id, JSON.stringify(sighting)]);
      if (texts.length === 0) return;
      await connection.run(answerWithinMs, (redis) => redis.hset(sightings, ...texts));
      await connection.run(answerWithinMs, (redis) => redis.expire(sightings, keptSeconds));
    },
    all: async () => decodeSightings(await connection.run(answerWithinMs, (redis) => redis.hgetall(sightings))),
    async forget(ids) {
      if (ids.length > 0) await connection.run(answerWithinMs, (redis) => redis.hdel(sightings, ...ids));
    },
  };
}

/** What is not read, as what another version wrote in another way, is as if it had not been seen. */
export function decodeSightings(stored: Readonly<Record<string, string>>): Record<string, ScreenSighting> {
  const known: Record<string, ScreenSighting> = {};
  for (const [id, text] of Object.entries(stored)) {
    const sighting = decodeSighting(text);
    if (sighting) known[id] = sighting;
  }
  return known;
}
