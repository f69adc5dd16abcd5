import type { EnginePulse } from '@yagura/contract';
import type { Redis } from 'ioredis';
import { decodePulse } from './codec.ts';
import { answerWithinMs, type Connection } from './connection.ts';
import type { Keys } from './keys.ts';
import type { PulseChannel } from './ports.ts';
import { runScript, type Script } from './script.ts';

export const publishScript: Script = {
  name: 'yaguraPublish',
  keys: 1,
  lua: `
    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
    redis.call('PUBLISH', ARGV[2], ARGV[3])
    return 1`,
};

/** A pulse is due each second; a subscription that hears nothing asks whether anybody is still there. */
const quietMs = 2000;

type OnPulse = (pulse: EnginePulse) => void;

/** A listener of one handle, on a connection that takes no other commands. */
interface Subscription {
  close(): Promise<void>;
}

async function startSubscription(connection: Connection, channel: string, onPulse: OnPulse): Promise<Subscription> {
  let heard = performance.now();
  const listen = (redis: Redis) => {
    redis.on('message', (_channel, text) => {
      heard = performance.now();
      const pulse = decodePulse(text);
      if (pulse !== null) onPulse(pulse);
    });
    return redis.subscribe(channel);
  };
  const ask = setInterval(() => {
    if (performance.now() - heard < quietMs) return;
    // A failure has dropped the connection already; it comes back and subscribes again by itself.
    connection.run(answerWithinMs, (redis) => redis.ping()).catch(() => undefined);
  }, quietMs);
  ask.unref();
  const close = async () => {
    clearInterval(ask);
    await connection.close();
  };
  try {
    await connection.run(answerWithinMs, listen);
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface ClosablePulseChannel extends PulseChannel {
  close(): Promise<void>;
}

export function createPulseChannel(
  connection: Connection,
  openSubscriber: () => Connection,
  keys: Keys,
): ClosablePulseChannel {
  const subscriptions = new Set<Subscription>();
  return {
    async publish(fence, pulse) {
      const parameters = [fence, keys.pulse, JSON.stringify(pulse)];
      return (
        (await connection.run(answerWithinMs, (redis) => runScript(redis, publishScript, [keys.fence], parameters))) ===
        1
      );
    },
    async subscribe(onPulse) {
      const subscription = await startSubscription(openSubscriber(), keys.pulse, onPulse);
      subscriptions.add(subscription);
      return async () => {
        subscriptions.delete(subscription);
        await subscription.close();
      };
    },
    async close() {
      await Promise.all([...subscriptions].map((subscription) => subscription.close()));
      subscriptions.clear();
    },
  };
}
