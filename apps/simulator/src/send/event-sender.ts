import { Agent } from 'node:http';
import { maxBeatsPerRequest } from '@yagura/contract';
import type { Occurred } from '../duties.ts';
import type { Say } from './counts.ts';
import { postItems } from './post-items.ts';

export interface EventSender {
  tell(events: readonly Occurred[]): void;
  /** Sends what waits unless a request is under way or a pause is being kept. */
  flush(now: number): void;
  /** Whatever it was told of has been taken, or refused for good. */
  isDone(): boolean;
  stop(): Promise<void>;
}

/** Short, because at the start all beats wait for what was due before them. */
const pauseMs = 250;

/** Unlike a beat an event is never replaced by a newer one: it waits until it is taken. */
export function startEventSender(options: {
  readonly url: URL;
  readonly token: string;
  readonly say: Say;
}): EventSender {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const stopping = new AbortController();
  const waiting: Occurred[] = [];
  let underWay: Promise<void> | null = null;
  let isFailing = false;
  let notBefore = 0;

  async function send(events: readonly Occurred[], now: number): Promise<void> {
    const outcome = await postItems({ url: options.url, token: options.token, agent }, events, stopping.signal);
    if (stopping.signal.aborted) return;
    if (outcome.kind !== 'failed') waiting.splice(0, events.length);
    const problem = outcome.kind === 'taken' ? outcome.rejected[0]?.error : outcome.why;
    if (problem !== undefined && !isFailing) options.say(`events are not taken: ${problem}`);
    isFailing = outcome.kind === 'failed';
    if (isFailing) notBefore = now + pauseMs;
  }

  return {
    tell: (events) => void waiting.push(...events),
    flush: (now) => {
      if (underWay !== null || waiting.length === 0 || now < notBefore || stopping.signal.aborted) return;
      underWay = send(waiting.slice(0, maxBeatsPerRequest), now).finally(() => {
        underWay = null;
      });
    },
    isDone: () => waiting.length === 0,
    stop: async () => {
      stopping.abort();
      await underWay;
      agent.destroy();
    },
  };
}
