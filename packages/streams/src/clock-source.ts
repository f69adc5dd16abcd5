import { answerWithinMs, type Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { ClockSource } from './ports.ts';

export function createClockSource(connection: Connection, keys: Keys, monotonic: () => number): ClockSource {
  return {
    async time() {
      const [sent, [seconds = 0, microseconds = 0], received] = await connection.run(answerWithinMs, async (redis) => {
        const before = monotonic();
        const time = await redis.time();
        return [before, time, monotonic()] as const;
      });
      const roundTripMs = received - sent;
      const readMs = Number(seconds) * 1000 + Number(microseconds) / 1000;
      return { storeMs: readMs + roundTripMs / 2, roundTripMs };
    },
    async offset() {
      const text = await connection.run(answerWithinMs, (redis) => redis.get(keys.clockOffset));
      const offset = text === null ? Number.NaN : Number(text);
      return Number.isFinite(offset) ? offset : null;
    },
    async putOffset(offsetMs) {
      await connection.run(answerWithinMs, (redis) => redis.set(keys.clockOffset, String(offsetMs)));
    },
  };
}
