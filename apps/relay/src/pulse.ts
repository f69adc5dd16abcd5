import type { EnginePulse, Pulse } from '@yagura/contract';
import type { LiveBoard } from './board/live-board.ts';

/** What a pulse is made of: the board's turn, the engine's last pulse and when it came, and our own two measures. */
export interface PulseFacts {
  readonly live: LiveBoard;
  readonly engine: { readonly pulse: EnginePulse; readonly ageMs: number } | null;
  readonly redisMs: number | null;
  readonly relayMs: number;
  readonly now: number;
}

/** Ages go on growing while nothing arrives: that is how a screen sees which hop is gone. */
export function pulseOf({ live, engine, redisMs, relayMs, now }: PulseFacts): Pulse {
  const { epoch, revision, at, collectors } = live.board;
  const heard = engine?.pulse.collectors.map(({ id, ageMs, blind }) => ({ id, ageMs: ageMs + engine.ageMs, blind }));
  const known = collectors.map(({ id, until, blind }) => ({ id, ageMs: Math.max(0, now - (until ?? 0)), blind }));
  return {
    epoch,
    revision,
    sentAt: now,
    judgedAt: at,
    hops: { collectors: heard ?? known, redisMs, engineMs: Math.max(0, now - at), relayMs },
    historyBehind: engine?.pulse.historyBehind ?? 0,
  };
}
