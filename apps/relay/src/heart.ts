import type { EnginePulse, Pulse } from '@yagura/contract';
import type { Streams } from '@yagura/streams';
import type { LiveBoard } from './board/live-board.ts';
import type { Timers } from './frames/timers.ts';
import { startLoopDelay } from './loop-delay.ts';
import { pulseOf } from './pulse.ts';
import type { RelayCounters } from './relay-counters.ts';

const everyMs = 1000;

/** Once a second: how old every hop is. It beats on whatever is away. */
export interface Heart {
  /** The engine's pulse, of which the relay's is made. */
  heard(pulse: EnginePulse): void;
  stop(): void;
}

export interface HeartOptions {
  readonly streams: Pick<Streams, 'ping'>;
  readonly deskNow: () => number;
  readonly current: () => LiveBoard | null;
  readonly send: (pulse: Pulse) => void;
  readonly counters: RelayCounters;
  readonly timers: Timers;
  readonly elapsed: () => number;
}

export function startHeart(options: HeartOptions): Heart {
  const { deskNow, current, send, counters, timers, elapsed } = options;
  const loopDelay = startLoopDelay();
  const redis = startProbe(options);
  let engine: { pulse: EnginePulse; at: number } | null = null;
  const beat = () => {
    const relayMs = loopDelay.read();
    redis.ask();
    counters.lag('relay', relayMs);
    const redisMs = redis.answer();
    if (redisMs !== null) counters.lag('redis', redisMs);
    const live = current();
    if (!live) return;
    const age = engine && { pulse: engine.pulse, ageMs: Math.round(elapsed() - engine.at) };
    const pulse = pulseOf({ live, engine: age, redisMs, relayMs, now: deskNow() });
    counters.lag('engine', pulse.hops.engineMs);
    send(pulse);
  };
  redis.ask();
  const cancel = timers.every(everyMs, beat);
  return {
    heard: (pulse) => (engine = { pulse, at: elapsed() }),
    stop() {
      cancel();
      loopDelay.stop();
    },
  };
}

/** One question at a time, so that a store that is away is not asked again while it has not answered. */
function startProbe({ streams }: HeartOptions): { ask(): void; answer(): number | null } {
  let answer: number | null = null;
  let asking = false;
  const ask = async () => {
    try {
      answer = Math.round((await streams.ping()) * 100) / 100;
    } catch {
      answer = null; // away: null is what the pulse then tells
    }
    asking = false;
  };
  return {
    ask() {
      if (asking) answer = null;
      else void ask();
      asking = true;
    },
    answer: () => answer,
  };
}
