import { Agent } from 'node:http';
import { maxBeatsPerEntry } from '@yagura/contract';
import type { BeatInput } from '@yagura/contract';
import type { Count, Say } from './counts.ts';
import { postItems } from './post-items.ts';
import type { PostOutcome } from './post-items.ts';

export interface HttpSender {
  /** This component's beat is due. */
  want(id: string): void;
  /** Sends what is due unless a request is under way or a pause is being kept. */
  flush(now: number): void;
  /** What the last request came to; null before the first. */
  last(): PostOutcome['kind'] | null;
  stop(): Promise<void>;
}

export interface HttpSenderOptions {
  /** Whom it speaks for, in its sentences. */
  readonly site: string;
  readonly url: URL;
  readonly token: string;
  /** Made at the moment of sending: a heartbeat tells of now. Null for one that fell silent meanwhile. */
  readonly compose: (id: string) => BeatInput | null;
  readonly count: Count;
  readonly say: Say;
}

const firstPauseMs = 250;
const longestPauseMs = 2000;

/**
 * One site's way to the collector: one kept-alive connection, one request at a time. What cannot be sent waits, the newest
 * beat of each component and no other, so that an outage of any length leaves neither a backlog nor old news.
 */
export function startHttpSender(options: HttpSenderOptions): HttpSender {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const stopping = new AbortController();
  const destination = { url: options.url, token: options.token, agent };
  const waiting = new Set<string>();
  const state: State = { underWay: null, failures: 0, notBefore: 0, last: null };

  async function send(ids: readonly string[], now: number): Promise<void> {
    const beats = ids.map(options.compose).filter((beat) => beat !== null);
    if (beats.length === 0) return;
    const outcome = await postItems(destination, beats, stopping.signal);
    if (stopping.signal.aborted) return;
    settle(options, state, outcome, { beats: beats.length, now });
    if (outcome.kind === 'failed') for (const id of ids) waiting.add(id);
  }

  return {
    want: (id) => {
      if (waiting.has(id)) options.count('superseded', 'http', 1);
      waiting.add(id);
    },
    flush: (now) => {
      const isHeld = state.underWay !== null || stopping.signal.aborted || now < state.notBefore;
      if (isHeld || waiting.size === 0) return;
      const ids = [...waiting].slice(0, maxBeatsPerEntry);
      for (const id of ids) waiting.delete(id);
      state.underWay = send(ids, now).finally(() => (state.underWay = null));
    },
    last: () => state.last,
    stop: async () => {
      stopping.abort();
      await state.underWay;
      agent.destroy();
    },
  };
}

interface State {
  underWay: Promise<void> | null;
  failures: number;
  notBefore: number;
  last: PostOutcome['kind'] | null;
}

function settle(
  options: HttpSenderOptions,
  state: State,
  outcome: PostOutcome,
  { beats, now }: { beats: number; now: number },
): void {
  const before = state.last;
  state.last = outcome.kind;
  if (outcome.kind === 'taken') {
    state.failures = 0;
    state.notBefore = 0;
    options.count('sent', 'http', outcome.accepted);
    options.count('refused', 'http', outcome.rejected.length);
    if (before !== 'taken' && before !== null) options.say(`${options.site}: beats are taken again`);
    const [first] = outcome.rejected;
    if (first !== undefined && before !== 'taken') options.say(`${options.site}: refused a beat: ${first.error}`);
    return;
  }
  options.count(outcome.kind, 'http', beats);
  state.notBefore = now + Math.min(longestPauseMs, firstPauseMs * 2 ** state.failures);
  state.failures += 1;
  // Said once per outage, not once per attempt.
  if (before !== outcome.kind) options.say(`${options.site}: beats are not taken: ${outcome.why}`);
}
